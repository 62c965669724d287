import Kiosk
import "parts.js" as Parts

// What is to be known, said and on the telephone.
Figure {
    layers: [
        ...Parts.bubble(180, 150, "line"),
        [Parts.disc(180, 100, 14), "line", "", 0],
        ["M154 140h28v60 M146 204h70", "", "line", 17],
        ...Parts.before(Parts.phone(382, 226, 0.76))
    ]
}
