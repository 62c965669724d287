import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// The toner of the printer is used up.
Figure {
    readonly property string drop: "M374 170c34 42 54 66 54 98a54 54 0 0 1 -108 0c0 -32 20 -56 54 -98z"

    layers: [
        ...Machines.feed(-24, 112),
        ...Machines.printer(-24, 112, "accent"),
        ...Machines.page(-24, 112),
        ...Parts.before([[drop, "fill", "accent", 12]]),
        ["M340 274a34 34 0 0 0 68 0z", "accent", "", 0]
    ]
}
