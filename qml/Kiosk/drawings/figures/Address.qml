import Kiosk
import "parts.js" as Parts

// A house, and where it is.
Figure {
    layers: [
        ...Parts.moved(Parts.house(), -20, -8),
        ...Parts.before(Parts.pin(372, 120))
    ]
}
