import Kiosk

// Coins, in a heap.
Figure {
    layers: [
        ["M64 276v34c0 42 190 42 190 0v-34z", "gold", "goldLine", 8],
        ["M64 276c0 -42 190 -42 190 0c0 42 -190 42 -190 0z", "gold", "goldLine", 8],
        ["M64 230v34c0 42 190 42 190 0v-34z", "gold", "goldLine", 8],
        ["M64 230c0 -42 190 -42 190 0c0 42 -190 42 -190 0z", "gold", "goldLine", 8],
        ["M64 184v34c0 42 190 42 190 0v-34z", "gold", "goldLine", 8],
        ["M64 184c0 -42 190 -42 190 0c0 42 -190 42 -190 0z", "gold", "goldLine", 8],
        ["M220 148a104 104 0 1 1 208 0a104 104 0 1 1 -208 0z", "gold", "goldLine", 9],
        ["M367.5 109.4a52 52 0 1 0 0 77.3 M257.6 132.1h66.4 M257.6 163.9h66.4", "", "goldLine", 17.3]
    ]
}
