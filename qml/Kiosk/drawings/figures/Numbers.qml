import Kiosk
import "parts.js" as Parts

// Telephone numbers.
Figure {
    layers: [
        ...Parts.phone(162, 180, 1.06),
        ["M122 96v0.1 M162 96v0.1 M202 96v0.1 M122 142v0.1 M162 142v0.1 M202 142v0.1 M122 188v0.1 M162 188v0.1 M202 188v0.1 M162 234v0.1", "", "line", 26],
        [Parts.disc(308, 236, 93), "ok", "fill", 10],
        ...Parts.moved([
            ["M-118 24c0 -104 236 -104 236 0v20a14 14 0 0 1 -14 14h-46a14 14 0 0 1 -14 -14v-18c-26 -14 -62 -14 -88 0v18a14 14 0 0 1 -14 14h-46a14 14 0 0 1 -14 -14z", "uponOk", "", 0]
        ], 312, 232, 0.52, -135)
    ]
}
