import Kiosk

// A doctor.
Figure {
    layers: [
        ["M106 336c0 -108 53.6 -150 134 -150s134 42 134 150z", "tint", "line", 10],
        ["M188 202q0 76 52 76t52 -76 M240 278v18", "", "strong", 11],
        ["M225 308a15 15 0 1 1 30 0a15 15 0 1 1 -30 0z", "fill", "strong", 9],
        ["M170 104a70 70 0 1 1 140 0a70 70 0 1 1 -140 0z", "fill", "line", 10]
    ]
}
