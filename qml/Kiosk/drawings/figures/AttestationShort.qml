import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts
import "persons.js" as Persons

// A paper that tells little, and of the same person alone.
Figure {
    layers: [
        ...Papers.sheet(164, 179, 1.08, -3, false),
        ...Parts.before(Persons.person(330, 335, 0.68, "short", "tint"))
    ]
}
