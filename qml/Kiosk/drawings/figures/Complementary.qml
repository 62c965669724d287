import Kiosk
import "parts.js" as Parts

// What covers the rest.
Figure {
    layers: [
        ["M240 50v-22", "", "strong", 15],
        ["M240 192v104a31 31 0 0 1 -62 0", "", "strong", 16],
        ["M54 200c0 -100 84 -150 186 -150s186 50 186 150c-22 -30 -72 -30 -94 0c-20 -30 -72 -30 -92 0c-20 -30 -72 -30 -92 0c-22 -30 -72 -30 -94 0z", "tint", "line", 10],
        ["M148 200c2 -64 42 -122 92 -150c50 28 90 86 92 150c-20 -30 -72 -30 -92 0c-20 -30 -72 -30 -92 0z", "fill", "line", 10],
        ...Parts.badge(362, 274, 56, "ok", "plus")
    ]
}
