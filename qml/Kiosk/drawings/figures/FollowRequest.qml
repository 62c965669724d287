import Kiosk
import "parts.js" as Parts

// A request, and how far it has come.
Figure {
    layers: [
        ...Parts.sheet(206, 178, 1.04, -4, false),
        ...Parts.before(Parts.clock(338, 250, 88))
    ]
}
