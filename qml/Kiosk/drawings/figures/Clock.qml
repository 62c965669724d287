import Kiosk
import "parts.js" as Parts

// A clock.
Figure {
    layers: [
        [Parts.disc(240, 180, 142), "fill", "line", 12],
        ["M240 72v14 M240 274v14 M132 180h14 M334 180h14", "", "soft", 14],
        ["M240 106v76l52 34", "", "accent", 18],
        [Parts.disc(240, 180, 14), "solid", "strong", 6]
    ]
}
