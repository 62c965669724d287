import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// The drawer of the printer is not in its place.
Figure {
    layers: [
        ["M82 112h316v54h-36v-6h-244v6h-36z", "solid", "strong", 10],
        ["M122 146h236v18h-236z", "dark", "", 0],
        ...Machines.printer(0, 12, "accent"),
        ...Parts.arrow(240, 228, 0),
        [Parts.box(92, 292, 296, 54, 16), "tint", "line", 10],
        ["M200 319h80", "", "line", 16]
    ]
}
