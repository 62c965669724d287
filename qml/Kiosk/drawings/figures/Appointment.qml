import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// A day and an hour to come.
Figure {
    layers: [
        ...Papers.calendar(179, 170, 1, [4]),
        ...Parts.before(Parts.clock(337, 248, 82))
    ]
}
