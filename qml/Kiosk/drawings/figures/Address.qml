import Kiosk
import "parts.js" as Parts

// A house, and where it is.
Figure {
    layers: [
        ...Parts.house(),
        ...Parts.before(Parts.pin(392, 128))
    ]
}
