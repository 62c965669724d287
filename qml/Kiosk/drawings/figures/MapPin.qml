import Kiosk
import "parts.js" as Parts

// A place on a map.
Figure {
    layers: [
        ["M46 142l104 -38v178l-94 34q-10 4 -10 -8z M330 150l94 -34q10 -4 10 8v166l-104 38z", "tint", "line", 10],
        ["M150 104l180 46v178l-180 -46z", "fill", "line", 10],
        ["M78 260l44 -16 M184 236l112 28 M360 260l44 -16", "", "soft", 12],
        ...Parts.before(Parts.moved(Parts.pin(0, 0), 240, 106, 0.86))
    ]
}
