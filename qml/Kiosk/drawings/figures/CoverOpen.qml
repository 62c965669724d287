import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// The cover of the printer stands open.
Figure {
    layers: [
        ["M64 146l30 -108q6 -18 24 -18h232q22 0 16 20l-30 106z", "tint", "line", 10],
        ["M124 60h184 M112 102h196", "", "line", 8],
        ["M84 168v-20h256v20z", "dark", "", 0],
        ...Machines.printer(-28, 160, "accent"),
        ...Machines.page(-28, 136),
        ...Parts.arrow(412, 80, 180)
    ]
}
