import Kiosk
import "parts.js" as Parts

// A strip of paper with its code.
Figure {
    layers: [
        ["M132 38a16 16 0 0 1 16 -16h184a16 16 0 0 1 16 16v288c-8 14 -28 14 -36 0c-8 14 -28 14 -36 0c-8 14 -28 14 -36 0c-8 14 -28 14 -36 0c-8 14 -28 14 -36 0c-8 14 -28 14 -36 0z", "fill", "line", 10],
        ["M172 68h92", "", "line", 16],
        ["M172 106h136 M172 138h104", "", "soft", 13],
        [Parts.box(184, 174, 112, 112, 10), "solid", "", 0],
        [Parts.box(206, 196, 68, 68, 4), "upon", "", 0],
        [Parts.box(224, 214, 32, 32, 3), "solid", "", 0]
    ]
}
