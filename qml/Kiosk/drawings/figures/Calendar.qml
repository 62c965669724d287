import Kiosk
import "parts.js" as Parts

// A calendar.
Figure {
    layers: [
        ...Parts.calendar(240, 192, 1.08, [4])
    ]
}
