import QtQuick
import QtQuick.Shapes
import Kiosk

// A large arrow in the accent colour that drifts the way it points, slowly; it stands still in reduced motion.
Item {
    id: arrow

    property bool up: false
    property bool drifts: true
    property real drift: 0

    width: 120
    height: 220

    SequentialAnimation on drift {
        running: arrow.drifts && !Theme.reducedMotion && arrow.visible
        loops: Animation.Infinite

        NumberAnimation {
            to: 28
            duration: 1600
            easing.type: Easing.InOutSine
        }

        NumberAnimation {
            to: 0
            duration: 1600
            easing.type: Easing.InOutSine
        }
    }

    Shape {
        width: parent.width
        height: parent.height
        y: arrow.up ? -arrow.drift : arrow.drift
        rotation: arrow.up ? 180 : 0
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: Theme.accent
            strokeWidth: 16
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin

            PathSvg {
                path: "M60 10v194 M10 152l50 52l50 -52"
            }
        }
    }
}
