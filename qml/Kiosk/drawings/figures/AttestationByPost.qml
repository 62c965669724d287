import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// A paper that comes in an envelope.
Figure {
    layers: [
        ...Papers.envelopeBack(222, 178),
        ...Papers.sheet(222, 160, 0.98, 0, false),
        ...Papers.envelopeFront(222, 186),
        ...Parts.badge(346, 104, 60, "ok", "check")
    ]
}
