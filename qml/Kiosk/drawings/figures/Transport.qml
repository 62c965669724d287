import Kiosk

// A journey to be cared for.
Figure {
    layers: [
        ["M40 266v-150q0 -20 20 -20h228v170z", "fill", "line", 10],
        ["M288 138h72q12 0 20 10l44 56q8 10 8 22v40h-144z", "tint", "line", 10],
        ["M318 166h38l32 42h-70z", "fill", "line", 7],
        ["M164 130v84 M122 172h84", "", "line", 26],
        ["M86 270a40 40 0 1 1 80 0a40 40 0 1 1 -80 0z", "solid", "gap", 8],
        ["M113 270a13 13 0 1 1 26 0a13 13 0 1 1 -26 0z", "upon", "", 0],
        ["M310 270a40 40 0 1 1 80 0a40 40 0 1 1 -80 0z", "solid", "gap", 8],
        ["M337 270a13 13 0 1 1 26 0a13 13 0 1 1 -26 0z", "upon", "", 0]
    ]
}
