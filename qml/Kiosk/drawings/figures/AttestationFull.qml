import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts
import "persons.js" as Persons

// A paper that tells of everything and of the whole family.
Figure {
    layers: [
        ...Papers.sheet(148, 180, 1.08, -3),
        ...Parts.before(Persons.person(288, 336, 0.62, "long", "tint")),
        ...Parts.before(Persons.person(384, 336, 0.48, "child", "europe"))
    ]
}
