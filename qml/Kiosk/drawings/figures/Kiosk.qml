import Kiosk
import "hands.js" as Hands
import "machines.js" as Machines
import "parts.js" as Parts

// A kiosk.
Figure {
    layers: [
        ...Machines.kiosk(),
        [Parts.box(164, 40, 152, 150, 10), "fill", "", 0],
        ["M184 70h72", "", "line", 14],
        ["M184 100h108 M184 126h84", "", "soft", 12],
        [Parts.box(184, 146, 112, 28, 8), "line", "", 0],
        ...Parts.before(Hands.touch(276, 152, 0.78))
    ]
}
