import QtQuick
import QtQuick.Shapes
import Kiosk

// Something is done: a tick that draws itself in a disc, and a word.
Row {
    id: mark

    required property string text

    property int extent: Theme.compact ? 72 : 96

    spacing: 24

    Rectangle {
        width: mark.extent
        height: mark.extent
        radius: height / 2
        color: Theme.success

        Shape {
            id: tick

            property real drawn: Theme.reducedMotion ? 1 : 0

            anchors.centerIn: parent
            width: 24
            height: 24
            scale: mark.extent / 34
            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                strokeColor: Theme.successInk
                strokeWidth: 3
                fillColor: "transparent"
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin
                startX: 5
                startY: 13

                PathLine {
                    x: 5 + 5 * Math.min(1, tick.drawn * 2.6)
                    y: 13 + 5 * Math.min(1, tick.drawn * 2.6)
                }

                PathLine {
                    x: 5 + 5 * Math.min(1, tick.drawn * 2.6) + 9 * Math.max(0, (tick.drawn - 0.385) / 0.615)
                    y: 13 + 5 * Math.min(1, tick.drawn * 2.6) - 11 * Math.max(0, (tick.drawn - 0.385) / 0.615)
                }
            }

            NumberAnimation on drawn {
                running: mark.visible && !Theme.reducedMotion
                from: 0
                to: 1
                duration: 200
            }
        }
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        visible: text !== ""
        text: mark.text
        size: Math.round(48 * Theme.textScale)
        color: Theme.success
        font.weight: Font.Bold
    }
}
