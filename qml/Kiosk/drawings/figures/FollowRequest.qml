import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// A request, and how far it has come.
Figure {
    layers: [
        ...Papers.sheet(184, 175, 1.04, -4, false),
        ...Parts.before(Parts.clock(316, 247, 88))
    ]
}
