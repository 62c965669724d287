import Kiosk
import "parts.js" as Parts

// Documents, fanned out.
Figure {
    layers: [
        ...Parts.behind(312, 186, 17),
        ...Parts.behind(262, 178, 6),
        ...Parts.sheet(200, 186, 1.02, -6)
    ]
}
