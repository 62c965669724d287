import Kiosk
import "parts.js" as Parts

// A network cable before its socket.
Figure {
    layers: [
        [Parts.box(40, 40, 180, 180, 26), "fill", "line", 10],
        ["M84 92h92v62h-22v22h-48v-22h-22z", "solid", "strong", 8],
        ["M104 112v0.1 M122 112v0.1 M140 112v0.1 M158 112v0.1", "", "upon", 10],
        ["M328 262v22c0 60 -90 60 -140 36c-40 -18 -90 -12 -148 16", "", "strong", 22],
        ...Parts.before([
            [Parts.box(272, 128, 112, 134, 18), "tint", "line", 10],
            ["M292 128v-36h72v36z", "fill", "line", 10],
            ["M306 104v0.1 M320 104v0.1 M336 104v0.1 M350 104v0.1", "", "gold", 10],
            ["M328 166v56", "", "line", 14]
        ]),
        ...Parts.arrow(428, 120, 0)
    ]
}
