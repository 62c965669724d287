import Kiosk

// The drawer of the printer is not in its place.
Figure {
    layers: [
        ["M108 54v-20q0 -20 20 -20h224q20 0 20 20v20z", "tint", "line", 10],
        ["M88 38h304q24 0 24 24v80q0 24 -24 24h-304q-24 0 -24 -24v-80q0 -24 24 -24z", "solid", "", 0],
        ["M369 74a11 11 0 1 1 22 0a11 11 0 1 1 -22 0z", "accent", "", 0],
        ["M128 126h224", "", "dark", 18],
        ["M92 150h40v44h-40z", "solid", "", 0],
        ["M348 150h40v44h-40z", "solid", "", 0],
        ["M104 262h272v58q0 18 -18 18h-236q-18 0 -18 -18z", "fill", "line", 10],
        ["M206 304h68", "", "line", 14],
        ["M240 246v-72 M212 202l28 -28l28 28", "", "accent", 15]
    ]
}
