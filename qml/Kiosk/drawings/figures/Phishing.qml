import Kiosk

// A message with a hook in it.
Figure {
    layers: [
        ["M292 18v52", "", "strong", 10],
        ["M66 112h272q14 0 14 14v168q0 14 -14 14h-272q-14 0 -14 -14v-168q0 -14 14 -14z", "fill", "line", 9],
        ["M60 116h284L202 225.7z", "tint", "line", 9],
        ["M275 84a17 17 0 1 1 34 0a17 17 0 1 1 -34 0z", "gap", "accent", 11],
        ["M292 102v130a50 50 0 0 1 -100 0v-14 M192 212l-25 27 M192 212l27 25", "", "fill", 30],
        ["M292 102v130a50 50 0 0 1 -100 0v-14 M192 212l-25 27 M192 212l27 25", "", "accent", 14]
    ]
}
