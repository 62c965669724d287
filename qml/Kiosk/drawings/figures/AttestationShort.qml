import Kiosk
import "parts.js" as Parts
import "persons.js" as Persons

// A paper that tells of one person, and little.
Figure {
    layers: [
        ...Parts.moved([[Parts.box(-102, -146, 204, 292, 14), "fill", "line", 10], ["M-66 -96h78", "", "line", 16], ["M-66 -50h132 M-66 -14h64", "", "soft", 13]], 184, 180, 1.08, -3),
        ...Parts.before(Persons.person(354, 336, 0.74, "short", "tint"))
    ]
}
