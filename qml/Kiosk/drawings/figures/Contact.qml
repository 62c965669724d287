import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// How to be reached.
Figure {
    layers: [
        ...Parts.phone(358, 180),
        ...Parts.before(Papers.envelope(192, 204, 0.82))
    ]
}
