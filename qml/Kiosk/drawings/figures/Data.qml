import Kiosk
import "parts.js" as Parts

// Your data, guarded.
Figure {
    layers: [
        Parts.shield(),
        ["M196 178v-40a44 44 0 0 1 88 0v40", "", "strong", 20],
        [Parts.box(176, 166, 128, 104, 16), "solid", "strong", 6],
        [Parts.disc(240, 208, 15), "upon", "", 0],
        ["M240 212v26", "", "upon", 11]
    ]
}
