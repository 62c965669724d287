import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// A printer that has to wait.
Figure {
    layers: [
        ...Machines.feed(112),
        ...Machines.printer(112, "accent"),
        ...Machines.page(112),
        ...Parts.badge(390, 268, 62, "accent", "clock")
    ]
}
