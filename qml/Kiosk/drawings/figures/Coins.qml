import Kiosk
import "parts.js" as Parts

// Coins, in a heap.
Figure {
    function pile(y: int): var {
        return [[`M60 ${y}v36c0 42 192 42 192 0v-36z`, "gold", "goldLine", 10], [`M60 ${y}c0 -42 192 -42 192 0c0 42 -192 42 -192 0z`, "gold", "goldLine", 10]];
    }

    layers: [
        Parts.ground(212, 322, 176),
        ...pile(276),
        ...pile(230),
        ...pile(184),
        ...Parts.before(Parts.coin(318, 158, 100))
    ]
}
