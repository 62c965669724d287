import Kiosk

// It is done.
Figure {
    layers: [
        ["M94 180a146 146 0 1 1 292 0a146 146 0 1 1 -292 0z", "ok", "", 0],
        ["M170 184l50 52l92 -112", "", "uponOk", 34]
    ]
}
