import Kiosk

// A person.
Figure {
    layers: [
        ["M115 336c0 -100.8 50 -140 125 -140s125 39.2 125 140z", "tint", "line", 10],
        ["M166 112a74 74 0 1 1 148 0a74 74 0 1 1 -148 0z", "fill", "line", 10]
    ]
}
