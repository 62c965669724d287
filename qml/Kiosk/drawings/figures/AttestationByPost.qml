import Kiosk
import "parts.js" as Parts

// A paper that comes in an envelope.
Figure {
    layers: [
        ...Parts.envelopeBack(222, 178),
        ...Parts.sheet(222, 160, 0.98, 0, false),
        ...Parts.envelopeFront(222, 186),
        ...Parts.badge(346, 104, 60, "ok", "check")
    ]
}
