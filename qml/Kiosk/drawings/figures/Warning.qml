import Kiosk

// Something is wrong.
Figure {
    layers: [
        ["M240 46l172 284h-344z", "fill", "accent", 26],
        ["M240 150v84", "", "accent", 28],
        ["M240 286v0.1", "", "accent", 34]
    ]
}
