import Kiosk
import "parts.js" as Parts

// A telephone with a message that has come.
Figure {
    layers: [
        ...Parts.phone(316, 180, 1.06),
        ...Parts.before(Parts.bubble(186, 148, "accent")),
        ["M128 124v0.1 M186 124v0.1 M244 124v0.1", "", "accent", 32]
    ]
}
