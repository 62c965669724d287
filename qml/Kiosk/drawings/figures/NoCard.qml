import Kiosk
import "cards.js" as Cards

// No card: the outline of one.
Figure {
    layers: [
        ...Cards.missingCard(240, 180)
    ]
}
