import Kiosk

// An envelope.
Figure {
    layers: [
        ["M84 74h312q14 0 14 14v194q0 14 -14 14h-312q-14 0 -14 -14v-194q0 -14 14 -14z", "fill", "line", 10],
        ["M78 78h324L240 202.8z", "tint", "line", 10]
    ]
}
