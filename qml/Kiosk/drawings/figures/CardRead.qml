import Kiosk
import "cards.js" as Cards
import "parts.js" as Parts

// What a card holds, to be seen.
Figure {
    layers: [
        ...Cards.card(204, 154),
        ...Parts.before(Parts.eye(362, 266, 0.44))
    ]
}
