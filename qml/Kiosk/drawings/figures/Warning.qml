import Kiosk

// Something is wrong.
Figure {
    layers: [
        ["M240 46l172 284h-344z", "warn", "warnMark", 14],
        ["M240 156v76", "", "warnMark", 26],
        ["M240 286v0.1", "", "warnMark", 32]
    ]
}
