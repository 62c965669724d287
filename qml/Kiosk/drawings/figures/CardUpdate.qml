import Kiosk
import "cards.js" as Cards
import "parts.js" as Parts

// A card brought up to date.
Figure {
    layers: [
        ...Cards.card(218, 158),
        ...Parts.badge(372, 264, 68, "ok", "turn")
    ]
}
