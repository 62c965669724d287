import Kiosk
import "parts.js" as Parts

// It is done.
Figure {
    layers: [
        [Parts.disc(240, 180, 146), "ok", "", 0],
        ["M172 184l48 50l90 -106", "", "uponOk", 34]
    ]
}
