import Kiosk

// The cover of the printer stands open.
Figure {
    layers: [
        ["M82 90h304q22 0 22 22v26h-326z", "tint", "line", 10, -15],
        ["M88 176h304q24 0 24 24v80q0 24 -24 24h-304q-24 0 -24 -24v-80q0 -24 24 -24z", "solid", "", 0],
        ["M369 212a11 11 0 1 1 22 0a11 11 0 1 1 -22 0z", "accent", "", 0],
        ["M128 264h224", "", "dark", 18],
        ["M142 264h196v66h-196z", "fill", "line", 10],
        ["M172 298h124", "", "soft", 11],
        ["M438 30v106 M410 108l28 28l28 -28", "", "accent", 15]
    ]
}
