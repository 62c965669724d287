import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// Too many sheets lie in front of the printer.
Figure {
    layers: [
        ...Machines.printer(-22, 58, "accent"),
        ...Machines.heap(-22, 58),
        ...Parts.badge(376, 240, 54, "accent", "wait")
    ]
}
