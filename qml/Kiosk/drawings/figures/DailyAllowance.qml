import Kiosk
import "parts.js" as Parts

// Days off work, and what is paid for them.
Figure {
    layers: [
        ...Parts.calendar(196, 178, 1, [1, 2]),
        ...Parts.before(Parts.coin(348, 252, 88))
    ]
}
