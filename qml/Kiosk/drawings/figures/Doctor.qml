import Kiosk
import "parts.js" as Parts
import "persons.js" as Persons

// A doctor.
Figure {
    layers: [
        ...Persons.person(240, 344, 1.08, "short", "fill"),
        ["M194 238c0 36 18 54 42 54c24 0 42 -18 42 -54 M236 292c0 40 58 38 58 8", "", "strong", 11],
        [Parts.disc(294, 290, 15), "fill", "strong", 9]
    ]
}
