import Kiosk
import "papers.js" as Papers

// An envelope.
Figure {
    layers: [
        ...Papers.envelope(240, 180, 1.06)
    ]
}
