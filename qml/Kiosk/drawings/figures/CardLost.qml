import Kiosk
import "cards.js" as Cards
import "parts.js" as Parts

// A card that is not there, looked for.
Figure {
    layers: [
        ...Cards.missingCard(200, 150, 0.96),
        ["M378 256l56 56", "", "fill", 52],
        ...Parts.before(Parts.glass(316, 194, 80)),
        ["M286 168a30 30 0 1 1 42 30q-12 7 -12 20 M316 240v0.1", "", "accent", 18]
    ]
}
