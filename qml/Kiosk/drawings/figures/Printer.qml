import Kiosk
import "machines.js" as Machines

// A printer.
Figure {
    layers: [
        ...Machines.feed(0, 120),
        ...Machines.printer(0, 120, "light"),
        ...Machines.page(0, 120)
    ]
}
