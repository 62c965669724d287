import Kiosk
import "parts.js" as Parts

// A health card.
Figure {
    layers: [
        ...Parts.card(240, 180)
    ]
}
