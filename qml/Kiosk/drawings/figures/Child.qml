import Kiosk

// A child, with somebody who looks after it.
Figure {
    layers: [
        ["M66 330c0 -109.4 45.6 -152 114 -152s114 42.6 114 152z", "tint", "line", 10],
        ["M114 106a66 66 0 1 1 132 0a66 66 0 1 1 -132 0z", "fill", "line", 10],
        ["M262 334c0 -66 26 -96 74 -96s74 30 74 96z", "gap", "gap", 26],
        ["M265 330c0 -60.5 30 -84 75 -84s75 23.5 75 84z", "fill", "line", 10],
        ["M290 194a50 50 0 1 1 100 0a50 50 0 1 1 -100 0z", "fill", "line", 10]
    ]
}
