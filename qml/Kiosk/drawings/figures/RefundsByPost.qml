import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// A statement of what was paid, in an envelope.
Figure {
    layers: [
        ...Papers.envelopeBack(206, 178),
        ...Papers.sheet(206, 160, 0.98, 0, false),
        ...Papers.envelopeFront(206, 186),
        ...Parts.before(Parts.coin(350, 112, 80))
    ]
}
