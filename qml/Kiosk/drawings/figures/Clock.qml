import Kiosk

// A clock.
Figure {
    layers: [
        ["M94 180a146 146 0 1 1 292 0a146 146 0 1 1 -292 0z", "fill", "line", 12],
        ["M240 58v16 M240 286v16 M118 180h16 M346 180h16", "", "soft", 14],
        ["M240 98v84l56 36", "", "accent", 18],
        ["M226 180a14 14 0 1 1 28 0a14 14 0 1 1 -28 0z", "solid", "", 0]
    ]
}
