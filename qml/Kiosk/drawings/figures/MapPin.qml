import Kiosk
import "parts.js" as Parts

// A place on a map.
Figure {
    layers: [
        ["M46 156l118 -42v178l-108 38q-10 4 -10 -8z M316 156l108 -38q10 -4 10 8v166l-118 42z", "tint", "line", 10],
        ["M164 114l152 42v178l-152 -42z", "fill", "line", 10],
        ["M84 276l52 -20 M196 234l84 24 M352 264l46 -18", "", "soft", 12],
        ...Parts.before(Parts.pin(240, 126))
    ]
}
