import Kiosk
import "parts.js" as Parts

// How to be reached.
Figure {
    layers: [
        ...Parts.phone(344, 180),
        ...Parts.before(Parts.envelope(178, 204, 0.82))
    ]
}
