import Kiosk
import "machines.js" as Machines

// A printer.
Figure {
    layers: [
        ...Machines.feed(112),
        ...Machines.printer(112, "light"),
        ...Machines.page(112)
    ]
}
