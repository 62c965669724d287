import Kiosk

// Something looked into.
Figure {
    layers: [
        ["M286 226l96 96", "", "accent", 38],
        ["M94 150a112 112 0 1 1 224 0a112 112 0 1 1 -224 0z", "fill", "accent", 20],
        ["M156 120h80", "", "line", 16],
        ["M156 160h104 M156 196h72", "", "soft", 14]
    ]
}
