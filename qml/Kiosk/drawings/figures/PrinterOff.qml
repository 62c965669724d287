import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// A printer that is off.
Figure {
    layers: [
        ...Machines.feed(-24, 122),
        ...Machines.printer(-24, 122, "soft"),
        ...Parts.badge(362, 260, 64, "accent", "off")
    ]
}
