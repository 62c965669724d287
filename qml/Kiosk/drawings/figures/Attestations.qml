import Kiosk
import "papers.js" as Papers

// Documents, fanned out.
Figure {
    layers: [
        ...Papers.behind(292, 182, 17),
        ...Papers.behind(242, 174, 6),
        ...Papers.sheet(180, 182, 1.02, -6)
    ]
}
