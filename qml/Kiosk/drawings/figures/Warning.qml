import Kiosk

// Something is wrong.
Figure {
    layers: [
        ["M216 58q24 -38 48 0l146 244q20 38 -24 40h-292q-44 -2 -24 -40z", "warn", "warnMark", 13],
        ["M240 140v86", "", "warnMark", 28],
        ["M240 282v0.1", "", "warnMark", 34]
    ]
}
