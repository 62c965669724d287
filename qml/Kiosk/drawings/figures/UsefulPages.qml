import Kiosk
import "parts.js" as Parts

// Pages worth knowing.
Figure {
    readonly property string frame: Parts.box(54, 50, 372, 268, 24)

    layers: [
        [frame, "fill", "", 0],
        ["M54 112v-38a24 24 0 0 1 24 -24h324a24 24 0 0 1 24 24v38z", "solid", "", 0],
        [frame, "", "line", 10],
        ["M90 82v0.1 M120 82v0.1 M150 82v0.1", "", "insetLine", 15],
        [Parts.disc(158, 212, 66), "tint", "line", 10],
        ["M158 146c-44 40 -44 92 0 132c44 -40 44 -92 0 -132z M94 212h128", "", "line", 8],
        ["M266 172h104", "", "line", 16],
        ["M266 212h122 M266 250h84", "", "soft", 14]
    ]
}
