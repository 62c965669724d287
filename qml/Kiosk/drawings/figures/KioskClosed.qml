import Kiosk
import "machines.js" as Machines
import "parts.js" as Parts

// A kiosk that is closed.
Figure {
    layers: [...Machines.kioskOff(), ...Parts.badge(336, 104, 60, "accent", "cross")]
}
