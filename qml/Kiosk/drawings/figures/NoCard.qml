import Kiosk
import "parts.js" as Parts

// No card: the outline of one.
Figure {
    layers: [
        ...Parts.missingCard(240, 180)
    ]
}
