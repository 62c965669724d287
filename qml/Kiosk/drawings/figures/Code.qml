import Kiosk
import "hands.js" as Hands
import "parts.js" as Parts

// A code, typed on keys.
Figure {
    layers: [
        [Parts.box(78, 22, 220, 316, 28), "solid", "strong", 10],
        [Parts.box(104, 48, 168, 62, 12), "fill", "", 0],
        ["M136 79v0.1 M176 79v0.1 M216 79v0.1", "", "line", 24],
        ["M248 66v26", "", "accent", 9],
        [[0, 1, 2, 3, 4, 5, 6, 7, 8].map(key => Parts.box(104 + key % 3 * 60, 134 + Math.floor(key / 3) * 62, 48, 48, 10)).join(" "), "upon", "", 0],
        ...Parts.before(Hands.touch(244, 128))
    ]
}
