import Kiosk
import "persons.js" as Persons

// A person.
Figure {
    layers: [
        ...Persons.person(240, 346, 1.08, "short", "tint")
    ]
}
