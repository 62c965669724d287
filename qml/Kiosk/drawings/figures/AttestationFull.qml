import Kiosk
import "parts.js" as Parts
import "persons.js" as Persons

// A paper that tells of everything and of the whole family.
Figure {
    layers: [
        ...Parts.sheet(160, 180, 1.08, -3),
        ...Parts.before(Persons.person(300, 336, 0.62, "long", "tint")),
        ...Parts.before(Persons.person(396, 336, 0.48, "child", "europe"))
    ]
}
