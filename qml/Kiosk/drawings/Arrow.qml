import QtQuick
import QtQuick.Shapes
import Kiosk

// A large arrow in the accent colour that now and then drifts the way it points; still in reduced motion.
Item {
    id: arrow

    property bool up: false
    // False where it goes with something else, that sets its drift.
    property bool alone: true
    property real drift: 0

    readonly property bool drifts: visible && !Theme.reducedMotion

    onDriftsChanged: {
        if (!drifts && alone)
            drift = 0;
    }
    width: 120
    height: 220

    SequentialAnimation on drift {
        running: arrow.drifts && arrow.alone
        loops: Animation.Infinite

        PauseAnimation {
            duration: 4600
        }

        NumberAnimation {
            to: 28
            duration: 700
            easing.type: Easing.InOutSine
        }

        NumberAnimation {
            to: 0
            duration: 700
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
