import Kiosk
import "parts.js" as Parts

// A telephone with a message that has come.
Figure {
    layers: [
        ...Parts.phone(340, 180, 1.06),
        ...Parts.before(Parts.bubble(210, 148, "accent")),
        ["M152 124v0.1 M210 124v0.1 M268 124v0.1", "", "accent", 32]
    ]
}
