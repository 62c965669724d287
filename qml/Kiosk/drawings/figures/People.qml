import Kiosk
import "parts.js" as Parts
import "persons.js" as Persons

// People.
Figure {
    layers: [
        ...Persons.person(118, 306, 0.82, "long", "europe"),
        ...Persons.person(362, 306, 0.82, "short", "europe"),
        ...Parts.before(Persons.person(240, 328, 0.98, "short", "tint"))
    ]
}
