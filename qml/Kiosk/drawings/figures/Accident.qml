import Kiosk
import "parts.js" as Parts

// An accident caused by somebody else.
Figure {
    readonly property string burst: "M368 52l20 38l42 -12l-12 42l38 20l-38 20l12 42l-42 -12l-20 38l-20 -38l-42 12l12 -42l-38 -20l38 -20l-12 -42l42 12z"

    layers: [
        Parts.ground(202, 308, 190),
        ["M42 278c-14 0 -20 -8 -20 -22v-24c0 -20 12 -32 34 -36l42 -8c24 -38 46 -64 88 -64h36c38 0 60 22 86 60l34 8c26 6 34 18 34 42v22c0 14 -6 22 -20 22z", "fill", "line", 10],
        ["M126 184c16 -24 30 -32 54 -32h4v32z M218 152h8c22 0 34 10 48 32h-56z", "tint", "line", 8],
        ["M202 188v86", "", "line", 8],
        ["M218 210h24", "", "line", 10],
        [Parts.disc(44, 224, 10), "gold", "goldLine", 6],
        [Parts.disc(102, 274, 38), "solid", "fill", 10],
        [Parts.disc(102, 274, 13), "upon", "", 0],
        [Parts.disc(298, 274, 38), "solid", "fill", 10],
        [Parts.disc(298, 274, 13), "upon", "", 0],
        ...Parts.before([[burst, "accent", "accent", 10]]),
        ["M368 114v40 M368 186v0.1", "", "uponAccent", 18]
    ]
}
