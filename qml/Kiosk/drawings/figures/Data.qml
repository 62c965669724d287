import Kiosk
import "parts.js" as Parts

// Your data, guarded.
Figure {
    layers: [
        ["M240 22c40 28 84 38 126 40v118c0 84 -50 130 -126 162c-76 -32 -126 -78 -126 -162v-118c42 -2 86 -12 126 -40z", "tint", "line", 10],
        ["M196 178v-40a44 44 0 0 1 88 0v40", "", "strong", 20],
        [Parts.box(176, 166, 128, 104, 16), "solid", "strong", 6],
        [Parts.disc(240, 208, 15), "upon", "", 0],
        ["M240 212v26", "", "upon", 11]
    ]
}
