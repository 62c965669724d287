import Kiosk
import "parts.js" as Parts

// Something to be seen.
Figure {
    layers: [
        ...Parts.eye(240, 180, 1)
    ]
}
