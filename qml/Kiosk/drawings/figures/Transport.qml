import Kiosk
import "parts.js" as Parts

// A journey to be cared for.
Figure {
    layers: [
        Parts.ground(238, 304, 216),
        ["M96 84v-10a16 16 0 0 1 16 -16h28a16 16 0 0 1 16 16v10z", "accent", "", 0],
        ["M34 268v-156a24 24 0 0 1 24 -24h262c26 0 40 10 54 32l34 54l18 8c12 6 18 14 18 30v40q0 16 -16 16z", "fill", "line", 10],
        ["M300 124h16c14 0 20 6 28 18l20 32h-64z", "tint", "line", 8],
        ["M150 122v76 M112 160h76", "", "line", 27],
        [Parts.disc(420, 222, 10), "gold", "goldLine", 6],
        [Parts.disc(124, 266, 42), "solid", "fill", 10],
        [Parts.disc(124, 266, 14), "upon", "", 0],
        [Parts.disc(348, 266, 42), "solid", "fill", 10],
        [Parts.disc(348, 266, 14), "upon", "", 0]
    ]
}
