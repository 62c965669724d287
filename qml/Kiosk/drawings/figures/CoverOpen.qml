import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// The cover of the printer stands open.
Figure {
    layers: [
        ["M92 146l30 -108q6 -18 24 -18h232q22 0 16 20l-30 106z", "tint", "line", 10],
        ["M152 60h184 M140 102h196", "", "line", 8],
        ["M112 168v-20h256v20z", "dark", "", 0],
        ...Machines.printer(160, "accent"),
        ...Machines.page(136),
        ...Parts.arrow(440, 80, 180)
    ]
}
