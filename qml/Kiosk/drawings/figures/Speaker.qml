import Kiosk
import "parts.js" as Parts

// A speaker that sounds.
Figure {
    layers: [
        Parts.ground(170, 330, 150),
        [Parts.box(76, 30, 188, 300, 28), "solid", "strong", 10],
        [Parts.disc(170, 98, 34), "inset", "insetLine", 8],
        [Parts.disc(170, 222, 70), "inset", "insetLine", 8],
        [Parts.disc(170, 222, 26), "tint", "", 0],
        ["M316 128c34 34 34 86 0 120", "", "accent", 16],
        ["M358 88c58 56 58 144 0 200", "", "accent", 16]
    ]
}
