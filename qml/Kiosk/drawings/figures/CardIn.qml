import Kiosk
import "hands.js" as Hands
import "machines.js" as Machines
import "parts.js" as Parts

// A card goes into its slot, chip first.
Figure {
    layers: [
        ...Machines.reader(),
        ...Hands.fingers(216, 210),
        ...Machines.heldCard(),
        ...Hands.thumb(216, 210),
        ...Hands.cuff(216, 330),
        ...Parts.arrow(424, 214, 0)
    ]
}
