import Kiosk
import "hands.js" as Hands
import "papers.js" as Papers

// A hand gives a paper.
Figure {
    layers: [
        ...Hands.fingers(216, 206),
        ...Papers.sheet(232, 152, 0.9, 6),
        ...Hands.thumb(216, 206),
        ...Hands.cuff(216, 330)
    ]
}
