import Kiosk
import "papers.js" as Papers

// A calendar.
Figure {
    layers: [
        ...Papers.calendar(240, 192, 1.08, [4])
    ]
}
