import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// A crumpled sheet in the printer.
Figure {
    layers: [
        ...Machines.feed(-24, 130),
        ...Machines.printer(-24, 130, "accent"),
        ["M122 218h188l-24 34h-140z", "fill", "line", 10],
        ["M146 252h140l34 32h-208z", "pale", "line", 10],
        ["M112 284h208l-36 34q-6 6 -14 6h-108q-8 0 -14 -6z", "fill", "line", 10],
        ...Parts.badge(380, 262, 56, "accent", "wait")
    ]
}
