import Kiosk
import "parts.js" as Parts
import "persons.js" as Persons

// A European card each for a family.
Figure {
    layers: [
        ...Parts.moved([[Parts.box(-178, -112, 356, 224, 26), "tint", "line", 10]], 252, 134, 0.9, 7),
        ...Parts.europeanCard(206, 150, 0.9),
        ...Parts.before(Persons.person(332, 336, 0.56, "long", "tint")),
        ...Parts.before(Persons.person(406, 336, 0.44, "child", "fill"))
    ]
}
