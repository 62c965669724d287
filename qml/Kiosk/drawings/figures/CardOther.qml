import Kiosk
import "parts.js" as Parts

// A card of another kind.
Figure {
    layers: [
        ...Parts.moved([
            [Parts.box(-174, -110, 348, 220, 26), "solid", "strong", 10],
            ["M-174 -66h348v44h-348z", "dark", "", 0],
            ["M-28 20a28 28 0 1 1 40 28q-11 6 -11 18 M1 90v0.1", "", "upon", 16]
        ], 216, 162, 1, -6),
        ...Parts.badge(380, 260, 60, "accent", "cross")
    ]
}
