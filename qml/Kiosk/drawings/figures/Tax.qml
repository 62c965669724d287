import Kiosk
import "parts.js" as Parts

// What to tell the tax office.
Figure {
    layers: [
        ...Parts.sheet(200, 178, 1.06, -4, false),
        [Parts.disc(338, 248, 93), "europe", "fill", 10],
        ["M376 206l-76 84", "", "upon", 15],
        [Parts.disc(308, 218, 17), "", "upon", 13],
        [Parts.disc(368, 278, 17), "", "upon", 13]
    ]
}
