import Kiosk
import "cards.js" as Cards
import "parts.js" as Parts

// A card of the first kind, with its year.
Figure {
    // 1998, in single lines.
    readonly property var year: ["M-42 -34l16 -12v60 M22 -28a17 17 0 1 1 -34 0a17 17 0 1 1 34 0c0 20 -6 32 -20 42 M74 -28a17 17 0 1 1 -34 0a17 17 0 1 1 34 0c0 20 -6 32 -20 42 M109 -17a15 15 0 1 1 0.1 0a16 16 0 1 1 -0.1 0", "", "line", 10]

    layers: [
        ...Parts.moved([
            [Parts.box(-174, -110, 348, 220, 26), "tint", "line", 10],
            ...Cards.chip(-100, -22),
            ["M-134 62h130", "", "soft", 15],
            year
        ], 216, 162, 1, -6),
        ...Parts.badge(380, 260, 60, "accent", "cross")
    ]
}
