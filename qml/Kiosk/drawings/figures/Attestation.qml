import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// A paper with what it attests, for the asking.
Figure {
    layers: [
        ...Papers.behind(254, 172, 9),
        ...Papers.sheet(206, 182, 1, -4),
        ...Parts.badge(322, 272, 60, "ok", "check")
    ]
}
