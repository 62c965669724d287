import Kiosk
import "parts.js" as Parts

// An envelope.
Figure {
    layers: [
        ...Parts.envelope(240, 180, 1.06)
    ]
}
