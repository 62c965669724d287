import QtQuick
import Kiosk

// What helps to type. A mistake takes its place, so that the keys stay where they are.
Item {
    id: hint

    required property string text
    required property string mistake
    property int size: Theme.sizeBody

    implicitHeight: Math.max(help.implicitHeight, badge.implicitHeight)

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
        visible: text !== ""
        text: hint.mistake
        tone: "error"
    }
}
