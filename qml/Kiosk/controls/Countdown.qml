import QtQuick
import QtQuick.Shapes
import Kiosk

// The seconds left, as a number within a ring that empties.
Item {
    id: countdown

    required property int seconds
    required property int total

    readonly property real share: total > 0 ? Math.max(0, Math.min(1, seconds / total)) : 0
    readonly property real thickness: 28
    // The seconds at which the time left is said aloud.
    readonly property list<int> told: [15, 10, 5]

    implicitWidth: 400
    implicitHeight: 400
    Accessible.role: Accessible.StaticText
    Accessible.name: seconds + " " + qsTrId("control.countdown.seconds")
    Accessible.ignored: !visible || !enabled
    onSecondsChanged: {
        if (told.includes(seconds))
            Accessible.announce(seconds + " " + qsTrId("control.countdown.seconds"), Accessible.Assertive);
    }

    Shape {
        anchors.fill: parent
        preferredRendererType: Shape.CurveRenderer

        ShapePath {
            strokeColor: Theme.separator
            strokeWidth: countdown.thickness
            fillColor: "transparent"

            PathAngleArc {
                centerX: countdown.width / 2
                centerY: countdown.height / 2
                radiusX: (countdown.width - countdown.thickness) / 2
                radiusY: radiusX
                startAngle: -90
                sweepAngle: 360
            }
        }

        ShapePath {
            strokeColor: Theme.accent
            strokeWidth: countdown.thickness
            fillColor: "transparent"
            capStyle: ShapePath.RoundCap

            PathAngleArc {
                centerX: countdown.width / 2
                centerY: countdown.height / 2
                radiusX: (countdown.width - countdown.thickness) / 2
                radiusY: radiusX
                startAngle: -90
                sweepAngle: 360 * countdown.share
            }
        }
    }

    Column {
        anchors.centerIn: parent

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            exposed: false
            text: countdown.seconds
            size: Math.min(140, countdown.height * 0.34)
            font.weight: Font.Bold
            color: Theme.heading
            lineHeight: Math.round(font.pixelSize * 1.1)
        }

        Label {
            anchors.horizontalCenter: parent.horizontalCenter
            visible: countdown.height >= 280
            exposed: false
            text: qsTrId("control.countdown.seconds")
            size: Theme.sizeSmall
            color: Theme.textSoft
        }
    }
}
