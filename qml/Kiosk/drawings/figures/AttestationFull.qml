import Kiosk
import "papers.js" as Papers
import "parts.js" as Parts
import "persons.js" as Persons

// A paper that tells of everything, and of one person with their family.
Figure {
    layers: [
        ...Papers.sheet(148, 180, 1.08, -3),
        ...Parts.before(Persons.person(284, 335, 0.68, "short", "tint")),
        ...Parts.before(Persons.person(392, 335, 0.5, "child", "europe"))
    ]
}
