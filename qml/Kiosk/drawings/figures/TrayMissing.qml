import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// The drawer of the printer is not in its place.
Figure {
    layers: [
        ...Machines.printer(20, "accent"),
        ["M82 142h316v40h-36v-14h-244v14h-36z", "solid", "strong", 10],
        ...Parts.arrow(240, 218, 0),
        [Parts.box(92, 280, 296, 60, 16), "tint", "line", 10],
        ["M200 310h80", "", "line", 16]
    ]
}
