import Kiosk
import "parts.js" as Parts

// Days off work, and the letter about them.
Figure {
    layers: [
        ...Parts.calendar(190, 168, 0.96, [1, 2]),
        ...Parts.before(Parts.envelope(338, 268, 0.68))
    ]
}
