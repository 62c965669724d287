import Kiosk
import "parts.js" as Parts

// A house.
Figure {
    layers: [
        ...Parts.moved(Parts.house(), 20, 0)
    ]
}
