import QtQuick
import Kiosk

// The mark of the fictitious caisse: a white plus on a blue rounded square.
Rectangle {
    radius: 16
    color: Theme.primary

    Repeater {
        model: [0, 90]

        Rectangle {
            required property int modelData

            anchors.centerIn: parent
            width: 36
            height: 6
            radius: 3
            rotation: modelData
            color: Theme.primaryInk
        }
    }
}
