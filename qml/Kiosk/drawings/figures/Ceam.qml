import Kiosk
import "parts.js" as Parts

// The European health card.
Figure {
    layers: [
        ...Parts.europeanCard(240, 180)
    ]
}
