import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts
import "persons.js" as Persons

// A paper that tells of one person, and little.
Figure {
    layers: [
        ...Papers.sheet(164, 179, 1.08, -3, false),
        ...Parts.before(Persons.person(334, 335, 0.74, "short", "tint"))
    ]
}
