import Kiosk

// A request, and how far it has come.
Figure {
    layers: [
        ["M112 26h186q10 0 10 10v280q0 10 -10 10h-186q-10 0 -10 -10v-280q0 -10 10 -10z", "fill", "line", 10, -4],
        ["M135 71h86.5", "", "line", 16, -4],
        ["M135 110h140.1 M135 144.5h119.5 M135 179h140.1 M135 213.5h119.5", "", "soft", 13, -4],
        ["M246 250a92 92 0 1 1 184 0a92 92 0 1 1 -184 0z", "fill", "line", 11],
        ["M338 190v62l40 26", "", "accent", 16]
    ]
}
