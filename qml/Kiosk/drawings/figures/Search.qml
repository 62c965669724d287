import Kiosk
import "parts.js" as Parts

// Something looked into.
Figure {
    layers: [
        ...Parts.glass(204, 150, 116),
        ["M152 118h80", "", "line", 17],
        ["M152 154h104 M152 188h70", "", "soft", 14]
    ]
}
