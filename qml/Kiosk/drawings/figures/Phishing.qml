import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts

// A message with a hook in it.
Figure {
    layers: [
        ...Papers.envelope(240, 232, 1),
        ["M338 18v34", "", "strong", 11],
        [Parts.disc(338, 72, 20), "", "fill", 34],
        ["M338 94v132a60 60 0 0 1 -120 0v-24 M218 200l40 44", "", "fill", 40],
        [Parts.disc(338, 72, 18), "", "accent", 14],
        ["M338 94v132a60 60 0 0 1 -120 0v-26l36 40", "", "accent", 17]
    ]
}
