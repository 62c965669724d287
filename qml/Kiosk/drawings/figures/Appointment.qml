import Kiosk
import "parts.js" as Parts

// A day and an hour to come.
Figure {
    layers: [
        ...Parts.calendar(196, 178, 1, [4]),
        ...Parts.before(Parts.clock(354, 256, 82))
    ]
}
