import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// A kiosk that is closed.
Figure {
    layers: [
        ...Machines.kiosk(),
        [Parts.box(164, 40, 152, 150, 10), "soft", "", 0],
        ...Parts.badge(336, 104, 60, "accent", "cross")
    ]
}
