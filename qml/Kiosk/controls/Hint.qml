import QtQuick
import Kiosk

// What helps to type. A mistake takes its place, so that the keys stay where they are: a badge, or a
// wide box where there is a height for it.
Item {
    id: hint

    required property string text
    required property string mistake
    property int size: Theme.sizeBody
    property int boxHeight: 0

    readonly property bool boxed: boxHeight > 0

    implicitHeight: Math.max(help.implicitHeight, boxed ? box.implicitHeight : badge.implicitHeight)

    Label {
        id: help

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        visible: hint.mistake === ""
        text: hint.text
        size: hint.size
    }

    Badge {
        id: badge

        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, parent.width)
        visible: text !== "" && !hint.boxed
        text: hint.mistake
        tone: "error"
        transform: Slide {
            shown: badge.visible
        }
    }

    Rectangle {
        id: box

        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(936, parent.width)
        height: implicitHeight
        implicitHeight: Math.max(hint.boxHeight, said.implicitHeight + 8)
        visible: hint.mistake !== "" && hint.boxed
        radius: Theme.radius
        color: Theme.errorSurface
        border.width: Theme.highContrast ? 3 : 0
        border.color: Theme.error
        transform: Slide {
            shown: box.visible
        }

        Icon {
            id: sign

            x: 28
            anchors.verticalCenter: parent.verticalCenter
            name: "warning"
            size: 48
            color: Theme.error
        }

        Label {
            id: said

            anchors.left: sign.right
            anchors.leftMargin: 20
            anchors.verticalCenter: parent.verticalCenter
            width: parent.width - x - 20
            text: hint.mistake
            size: Math.max(40, hint.size)
            color: Theme.error
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.2)
        }
    }
}
