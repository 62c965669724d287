import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// A kiosk that is started anew or switched off.
Figure {
    layers: [
        ...Machines.kiosk(),
        [Parts.box(164, 40, 152, 150, 10), "tint", "", 0],
        ["M184 70h72", "", "line", 14],
        ["M184 100h108 M184 126h84", "", "soft", 12],
        ...Parts.badge(340, 232, 78, "accent", "off")
    ]
}
