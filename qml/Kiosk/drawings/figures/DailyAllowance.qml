import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// Days off work, and what is paid for them.
Figure {
    layers: [
        ...Papers.calendar(179, 169, 1, [1, 2]),
        ...Parts.before(Parts.coin(331, 243, 88))
    ]
}
