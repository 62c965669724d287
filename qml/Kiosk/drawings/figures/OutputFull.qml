import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// Too many sheets lie in front of the printer.
Figure {
    layers: [
        ...Machines.printer(40, "accent"),
        ...Machines.heap(40),
        ...Parts.badge(398, 222, 54, "accent", "wait")
    ]
}
