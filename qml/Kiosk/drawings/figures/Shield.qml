import Kiosk
import "parts.js" as Parts

// What keeps safe.
Figure {
    layers: [
        Parts.shield(),
        ["M180 184l44 46l80 -94", "", "ok", 30]
    ]
}
