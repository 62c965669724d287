import Kiosk
import "cards.js" as Cards
import "parts.js" as Parts

// A paper in place of the European card.
Figure {
    layers: [
        ...Parts.moved([
            [Parts.box(-112, -152, 224, 304, 14), "fill", "", 0],
            ["M-112 -34v-104a14 14 0 0 1 14 -14h196a14 14 0 0 1 14 14v104z", "europe", "", 0],
            [Parts.box(-112, -152, 224, 304, 14), "", "line", 10],
            ...Cards.stars(0, -93, 38, 12),
            ["M-76 8h84", "", "line", 16],
            ["M-76 48h152 M-76 84h116", "", "soft", 13],
            ["M-6 124c14 -34 28 -28 20 -4c-6 20 14 14 24 -4c8 -12 12 10 36 0", "", "strong", 8]
        ], 240, 180, 1, -3)
    ]
}
