import Kiosk
import "persons.js" as Persons

// A doctor.
Figure {
    layers: [
        ...Persons.person(240, 344, 1.08, "short", "fill"),
        ["M188 240v30c0 56 104 56 104 0v-30 M240 314v-2", "", "strong", 11],
        ["M240 312v-2", "", "strong", 30]
    ]
}
