import Kiosk

// Something to be seen.
Figure {
    layers: [
        ["M40 180C152 -13.2 328 -13.2 440 180C328 373.2 152 373.2 40 180z", "fill", "line", 10],
        ["M172 180a68 68 0 1 1 136 0a68 68 0 1 1 -136 0z", "line", "", 0]
    ]
}
