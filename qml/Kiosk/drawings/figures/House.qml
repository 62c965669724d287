import Kiosk

// A house.
Figure {
    layers: [
        ["M127.8 150L240 54.9L352.2 150v165.9h-224.5z", "fill", "line", 10],
        ["M207.1 316v-95.2h65.9v95.2", "tint", "line", 10],
        ["M91.2 176.9L240 50L388.8 176.9", "", "strong", 29.3]
    ]
}
