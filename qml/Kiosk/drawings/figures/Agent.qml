import Kiosk
import "parts.js" as Parts
import "persons.js" as Persons

// An agent, with a headset, at a desk.
Figure {
    layers: [
        ...Persons.person(240, 322, 0.96, "short", "tint"),
        ["M170 120c-6 -118 146 -118 140 0", "", "fill", 26],
        ["M170 120c-6 -118 146 -118 140 0", "", "accent", 16],
        [Parts.box(154, 98, 32, 58, 14), "accent", "fill", 6],
        [Parts.box(294, 98, 32, 58, 14), "accent", "fill", 6],
        ["M312 154c0 30 -20 40 -46 40", "", "accent", 11],
        [Parts.disc(262, 194, 10), "accent", "", 0],
        [Parts.box(62, 302, 356, 40, 10), "solid", "strong", 8],
        ["M196 322h88", "", "insetLine", 10]
    ]
}
