import Kiosk
import "parts.js" as Parts

// A document.
Figure {
    layers: [
        ...Parts.sheet(240, 180, 1.06)
    ]
}
