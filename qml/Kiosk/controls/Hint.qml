import QtQuick
import Kiosk

// What helps to type. A mistake takes its place, so that the keys stay where they are: a box as wide as
// the field it speaks of.
Item {
    id: hint

    required property string text
    required property string mistake
    property int size: Theme.sizeBody
    required property int boxHeight

    implicitHeight: Math.max(help.implicitHeight, box.implicitHeight)

    Label {
        id: help

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        visible: hint.mistake === ""
        text: hint.text
        size: hint.size
    }

    Rectangle {
        id: box

        anchors.verticalCenter: parent.verticalCenter
        width: parent.width
        height: implicitHeight
        implicitHeight: Math.max(hint.boxHeight, said.implicitHeight + 8)
        visible: hint.mistake !== ""
        radius: Theme.radius
        color: Theme.errorSurface
        // On black nothing but its edge tells it from what is right.
        border.width: Theme.highContrast ? Theme.errorWidth : 0
        border.color: Theme.errorMark
        transform: Slide {
            shown: box.visible
        }

        Icon {
            id: sign

            x: 28
            anchors.verticalCenter: parent.verticalCenter
            name: "warning"
            size: 48
            color: Theme.errorMark
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
