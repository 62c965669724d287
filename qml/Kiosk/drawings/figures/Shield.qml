import Kiosk

// What keeps safe.
Figure {
    layers: [
        ["M240 22c40 28 84 38 126 40v118c0 84 -50 130 -126 162c-76 -32 -126 -78 -126 -162v-118c42 -2 86 -12 126 -40z", "tint", "line", 10],
        ["M180 184l44 46l80 -94", "", "ok", 30]
    ]
}
