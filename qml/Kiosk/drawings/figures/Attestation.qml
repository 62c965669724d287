import Kiosk
import "parts.js" as Parts

// A paper with what it attests, for the asking.
Figure {
    layers: [
        ...Parts.behind(262, 172, 9),
        ...Parts.sheet(214, 182, 1, -4),
        ...Parts.badge(330, 272, 60, "ok", "check")
    ]
}
