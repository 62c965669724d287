import Kiosk
import "parts.js" as Parts

// Coins, in a heap.
Figure {
    function pile(y: int): var {
        return [[`M66 ${y}v36c0 42 192 42 192 0v-36z`, "gold", "goldLine", 10], [`M66 ${y}c0 -42 192 -42 192 0c0 42 -192 42 -192 0z`, "gold", "goldLine", 10]];
    }

    layers: [
        Parts.ground(218, 308, 176),
        ...pile(262),
        ...pile(216),
        ...pile(170),
        ...Parts.before(Parts.coin(324, 144, 100))
    ]
}
