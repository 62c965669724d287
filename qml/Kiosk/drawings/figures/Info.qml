import Kiosk
import "parts.js" as Parts

// What is to be known, said and on the telephone.
Figure {
    layers: [
        ...Parts.bubble(176, 126, "line"),
        [Parts.disc(176, 76, 14), "line", "", 0],
        ["M150 116h28v60 M142 180h70", "", "line", 17],
        ...Parts.before(Parts.phone(378, 202, 0.76))
    ]
}
