import Kiosk
import "parts.js" as Parts

// A message to be written.
Figure {
    layers: [
        ...Parts.moved(Parts.bubble(0, 0, "line"), 208, 162, 1.15),
        ["M96 104h190 M96 146h140 M96 188h90", "", "soft", 14],
        ...Parts.before(Parts.pencil(352, 156))
    ]
}
