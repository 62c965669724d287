import Kiosk

// A request, and how far it has come.
Figure {
    layers: [
        ["M112 26h186q10 0 10 10v280q0 10 -10 10h-186q-10 0 -10 -10v-280q0 -10 10 -10z", "fill", "line", 9, -4],
        ["M135 71h86.5", "", "line", 14, -4],
        ["M135 110h140.1 M135 144.5h119.5 M135 179h140.1 M135 213.5h119.5", "", "soft", 11, -4],
        ["M268 256a78 78 0 1 1 156 0a78 78 0 1 1 -156 0z", "fill", "line", 10],
        ["M346 206v52l34 22", "", "accent", 14]
    ]
}
