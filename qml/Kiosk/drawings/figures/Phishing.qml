import Kiosk
import "parts.js" as Parts

// A message with a hook in it.
Figure {
    layers: [
        ...Parts.envelope(218, 222, 1),
        ["M316 8v34", "", "strong", 11],
        [Parts.disc(316, 62, 20), "", "fill", 34],
        ["M316 84v132a60 60 0 0 1 -120 0v-24 M196 190l40 44", "", "fill", 40],
        [Parts.disc(316, 62, 18), "", "accent", 14],
        ["M316 84v132a60 60 0 0 1 -120 0v-26l36 40", "", "accent", 17]
    ]
}
