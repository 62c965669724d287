import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// The drawer of the printer is empty.
Figure {
    layers: [
        ...Machines.printer(20, "accent"),
        ["M92 142h296l34 118h-364z", "inset", "strong", 10],
        ["M150 168h34 M223 168h34 M296 168h34 M128 232h36 M222 232h36 M316 232h36 M140 192l-5 16 M340 192l5 16", "", "insetLine", 9],
        [Parts.box(52, 254, 376, 78, 18), "tint", "line", 10],
        ["M200 294h80", "", "line", 16],
        ...Parts.badge(410, 176, 52, "accent", "wait")
    ]
}
