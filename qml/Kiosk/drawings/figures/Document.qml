import Kiosk
import "papers.js" as Papers

// A document.
Figure {
    layers: [
        ...Papers.sheet(240, 180, 1.06)
    ]
}
