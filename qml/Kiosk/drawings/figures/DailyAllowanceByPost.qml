import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// Days off work, and the letter about them.
Figure {
    layers: [
        ...Papers.calendar(166, 161, 0.96, [1, 2]),
        ...Parts.before(Papers.envelope(314, 261, 0.68))
    ]
}
