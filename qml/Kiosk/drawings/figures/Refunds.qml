import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// A statement and what was paid.
Figure {
    layers: [
        ...Papers.sheet(181, 175, 1.06, -4, false),
        ...Parts.before(Parts.coin(317, 245, 92))
    ]
}
