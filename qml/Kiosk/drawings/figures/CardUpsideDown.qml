import Kiosk
import "parts.js" as Parts

// The back of a card, to be turned over.
Figure {
    readonly property string edge: Parts.box(-174, -110, 348, 220, 26)

    layers: [
        ...Parts.moved([
            [edge, "fill", "", 0],
            ["M-174 -74h348v48h-348z", "solid", "", 0],
            [edge, "", "line", 10],
            [Parts.box(-138, 4, 160, 44, 8), "tint", "", 0],
            ["M-138 78h104", "", "soft", 15]
        ], 204, 186, 1, -6),
        ["M276 106c60 -70 142 -44 142 40v40", "", "fill", 38],
        ["M276 106c60 -70 142 -44 142 40v40 M382 152l36 40l36 -40", "", "accent", 17]
    ]
}
