import Kiosk
import "parts.js" as Parts

// A card that is not there, looked for.
Figure {
    layers: [
        ...Parts.missingCard(208, 156, 0.96),
        ["M386 262l56 56", "", "fill", 52],
        ...Parts.before(Parts.glass(324, 200, 80)),
        ["M294 174a30 30 0 1 1 42 30q-12 7 -12 20 M324 246v0.1", "", "accent", 18]
    ]
}
