import Kiosk
import "parts.js" as Parts

// The account that is paid into.
Figure {
    layers: [
        Parts.ground(240, 334, 200),
        ["M240 32l160 82q6 18 -10 18h-300q-16 0 -10 -18z", "tint", "line", 10],
        [Parts.disc(240, 92, 17), "solid", "strong", 6],
        [Parts.box(104, 148, 40, 124, 6), "fill", "line", 10],
        [Parts.box(181, 148, 40, 124, 6), "fill", "line", 10],
        [Parts.box(259, 148, 40, 124, 6), "fill", "line", 10],
        [Parts.box(336, 148, 40, 124, 6), "fill", "line", 10],
        [Parts.box(84, 272, 312, 26, 6), "tint", "line", 10],
        [Parts.box(58, 300, 364, 32, 8), "solid", "strong", 8]
    ]
}
