import Kiosk
import "parts.js" as Parts
import "persons.js" as Persons

// A child, with somebody who looks after it.
Figure {
    layers: [
        ...Persons.person(184, 340, 1.04, "short", "tint"),
        ...Parts.before(Persons.person(348, 340, 0.68, "child", "europe"))
    ]
}
