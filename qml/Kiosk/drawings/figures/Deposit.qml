import Kiosk
import "parts.js" as Parts

// A paper goes into the scanner.
Figure {
    layers: [
        Parts.ground(228, 340, 190),
        ["M80 236l34 -42q6 -8 16 -8h196q10 0 16 8l34 42z", "tint", "line", 10],
        ...Parts.moved([
            [Parts.box(-78, -100, 156, 210, 12), "fill", "line", 10],
            ["M-46 -58h60", "", "line", 14],
            ["M-46 -22h92 M-46 12h70", "", "soft", 12]
        ], 228, 124, 1, -3),
        [Parts.box(64, 218, 328, 120, 26), "solid", "strong", 10],
        ["M112 246h232", "", "dark", 18],
        ["M100 296h84", "", "insetLine", 13],
        [Parts.disc(352, 296, 11), "light", "", 0],
        ...Parts.arrow(402, 106, 180)
    ]
}
