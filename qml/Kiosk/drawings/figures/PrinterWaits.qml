import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// A printer that has to wait.
Figure {
    layers: [
        ...Machines.feed(-24, 112),
        ...Machines.printer(-24, 112, "accent"),
        ...Machines.page(-24, 112),
        ...Parts.badge(366, 268, 62, "accent", "clock")
    ]
}
