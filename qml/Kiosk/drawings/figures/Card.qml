import Kiosk
import "cards.js" as Cards

// A health card.
Figure {
    layers: [
        ...Cards.card(240, 180)
    ]
}
