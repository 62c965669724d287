import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// A printer that is off.
Figure {
    layers: [
        ...Machines.feed(130),
        ...Machines.printer(130, "soft"),
        ...Parts.badge(386, 268, 64, "accent", "off")
    ]
}
