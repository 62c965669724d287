import Kiosk
import "parts.js" as Parts

// A folder with papers in it.
Figure {
    layers: [
        Parts.ground(240, 312, 190),
        ["M84 180v-116a18 18 0 0 1 18 -18h62q8 0 14 6l24 26h52v102z", "tint", "line", 10],
        [Parts.box(312, 88, 84, 110, 14), "tint", "line", 10],
        ...Parts.moved([
            [Parts.box(-94, -72, 188, 150, 14), "fill", "line", 10],
            ["M-58 -34h86", "", "line", 15],
            ["M-58 0h120", "", "soft", 12]
        ], 244, 126, 1, -4),
        ["M56 174h368q10 0 8 10l-24 114q-4 18 -22 18h-292q-18 0 -22 -18l-24 -114q-2 -10 8 -10z", "solid", "strong", 10],
        ["M272 264h80", "", "insetLine", 16]
    ]
}
