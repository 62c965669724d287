import Kiosk
import "parts.js" as Parts
import "persons.js" as Persons

// A child, with somebody who looks after it.
Figure {
    layers: [
        ...Persons.person(176, 331, 1.04, "short", "tint"),
        ...Parts.before(Persons.person(340, 331, 0.68, "child", "europe"))
    ]
}
