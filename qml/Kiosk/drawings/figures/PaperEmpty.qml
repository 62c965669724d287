import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// The drawer of the printer is empty.
Figure {
    layers: [
        ...Machines.printer(-18, 20, "accent"),
        ["M74 142h296l34 118h-364z", "inset", "strong", 10],
        ["M132 168h34 M205 168h34 M278 168h34 M110 232h36 M204 232h36 M298 232h36 M122 192l-5 16 M322 192l5 16", "", "insetLine", 9],
        [Parts.box(34, 254, 376, 78, 18), "tint", "line", 10],
        ["M182 294h80", "", "line", 16],
        ...Parts.badge(392, 176, 52, "accent", "wait")
    ]
}
