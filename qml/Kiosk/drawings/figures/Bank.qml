import Kiosk

// The account that is paid into.
Figure {
    layers: [
        ["M240 28l166 86h-332z", "tint", "line", 10],
        ["M226 84a14 14 0 1 1 28 0a14 14 0 1 1 -28 0z", "line", "", 0],
        ["M128 134v130 M202 134v130 M278 134v130 M352 134v130", "", "line", 26],
        ["M84 282h312", "", "line", 16],
        ["M60 318h360", "", "strong", 26]
    ]
}
