import Kiosk
import "parts.js" as Parts

// What a card holds, to be seen.
Figure {
    layers: [
        ...Parts.card(218, 158),
        ...Parts.before(Parts.eye(376, 270, 0.44))
    ]
}
