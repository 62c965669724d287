import Kiosk
import "machines.js" as Machines

// Nothing has come out of the printer.
Figure {
    layers: [
        ...Machines.feed(0, 112),
        ...Machines.printer(0, 112, "light"),
        ["M146 240v12 M146 276v14 M146 312q0 14 14 14h6 M190 326h20 M232 326h20 M274 326h20 M314 326h6q14 0 14 -14 M334 290v-14 M334 252v-12", "", "line", 9],
        ["M220 256a20 20 0 1 1 28 20q-8 5 -8 14 M240 308v0.1", "", "accent", 14]
    ]
}
