import Kiosk
import "parts.js" as Parts

// A card brought up to date.
Figure {
    layers: [
        ...Parts.card(218, 158),
        ...Parts.badge(372, 264, 68, "ok", "turn")
    ]
}
