import Kiosk
import "parts.js" as Parts

// A statement of what was paid, in an envelope.
Figure {
    layers: [
        ...Parts.envelopeBack(206, 178),
        ...Parts.sheet(206, 160, 0.98, 0, false),
        ...Parts.envelopeFront(206, 186),
        ...Parts.before(Parts.coin(350, 112, 80))
    ]
}
