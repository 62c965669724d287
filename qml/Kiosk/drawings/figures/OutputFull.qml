import Kiosk

// Too many sheets lie in front of the printer.
Figure {
    layers: [
        ["M158 26h164v90h-164z", "fill", "line", 10],
        ["M190 62h100", "", "soft", 11],
        ["M108 132v-20q0 -20 20 -20h224q20 0 20 20v20z", "tint", "line", 10],
        ["M88 116h304q24 0 24 24v80q0 24 -24 24h-304q-24 0 -24 -24v-80q0 -24 24 -24z", "solid", "", 0],
        ["M369 152a11 11 0 1 1 22 0a11 11 0 1 1 -22 0z", "light", "", 0],
        ["M128 204h224", "", "dark", 18],
        ["M129 206h212v116h-212z", "fill", "line", 10, -4],
        ["M132 222h224v110h-224z", "fill", "line", 10, 3],
        ["M122 244h236v100h-236z", "fill", "line", 10],
        ["M152 278h104", "", "line", 13],
        ["M152 310h168", "", "soft", 11],
        ["M360 262a52 52 0 1 1 104 0a52 52 0 1 1 -104 0z", "accent", "gap", 8],
        ["M412 235v31.2 M412 288v0.1", "", "uponAccent", 12.5]
    ]
}
