import Kiosk
import "parts.js" as Parts

// A form to be filled in.
Figure {
    layers: [
        ...Parts.moved([
            [Parts.box(-108, -150, 216, 300, 14), "fill", "line", 10],
            ["M-72 -106h94", "", "line", 16],
            [[-66, -4, 58].map(y => Parts.box(-76, y, 36, 36, 7)).join(" "), "tint", "line", 8],
            ["M-12 -48h88 M-12 14h66 M-12 76h44", "", "soft", 13]
        ], 179, 180, 1, -3),
        ...Parts.before(Parts.pencil(327, 172))
    ]
}
