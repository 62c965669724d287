import Kiosk
import "parts.js" as Parts

// A camera.
Figure {
    layers: [
        [Parts.box(64, 98, 352, 206, 30), "solid", "strong", 10],
        ["M156 98l22 -36q6 -10 18 -10h88q12 0 18 10l22 36z", "solid", "strong", 10],
        [Parts.disc(240, 196, 84), "fill", "line", 10],
        [Parts.disc(240, 196, 54), "tint", "line", 10],
        [Parts.disc(240, 196, 24), "solid", "strong", 8],
        [Parts.disc(250, 186, 8), "fill", "", 0],
        ["M100 136h38", "", "insetLine", 14],
        [Parts.disc(370, 138, 13), "light", "", 0]
    ]
}
