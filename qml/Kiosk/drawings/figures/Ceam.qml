import Kiosk
import "cards.js" as Cards

// The European health card.
Figure {
    layers: [
        ...Cards.europeanCard(240, 180)
    ]
}
