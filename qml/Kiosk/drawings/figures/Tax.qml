import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// What to tell the tax office.
Figure {
    layers: [
        ...Papers.sheet(185, 178, 1.06, -4, false),
        [Parts.disc(323, 248, 93), "europe", "fill", 10],
        ["M361 206l-76 84", "", "upon", 15],
        [Parts.disc(293, 218, 17), "", "upon", 13],
        [Parts.disc(353, 278, 17), "", "upon", 13]
    ]
}
