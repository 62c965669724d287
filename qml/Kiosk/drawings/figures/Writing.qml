import Kiosk

// A message to be written.
Figure {
    layers: [
        ["M68 44h296q24 0 24 24v162q0 24 -24 24h-204l-46 66v-66h-46q-24 0 -24 -24v-162q0 -24 24 -24z", "fill", "line", 10],
        ["M92 104h200 M92 148h150 M92 192h96", "", "soft", 13],
        ["M320 251l-24 -52.8v-134.4q0 -16.8 24 -16.8t24 16.8v134.4z", "gold", "goldLine", 8, 42],
        ["M296 198.2h48 M296 92.6h48", "", "goldLine", 7, 42]
    ]
}
