import Kiosk
import "cards.js" as Cards
import "parts.js" as Parts
import "persons.js" as Persons

// A European card each for a family.
Figure {
    layers: [
        ...Parts.moved([[Parts.box(-178, -112, 356, 224, 26), "tint", "line", 10]], 240, 133, 0.9, 7),
        ...Cards.europeanCard(194, 149, 0.9),
        ...Parts.before(Persons.person(320, 335, 0.56, "long", "tint")),
        ...Parts.before(Persons.person(394, 335, 0.44, "child", "fill"))
    ]
}
