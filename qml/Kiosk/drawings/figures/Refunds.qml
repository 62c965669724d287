import Kiosk
import "parts.js" as Parts

// A statement and what was paid.
Figure {
    layers: [
        ...Parts.sheet(200, 178, 1.06, -4, false),
        ...Parts.before(Parts.coin(336, 248, 92))
    ]
}
