import QtQuick
import Kiosk

// A sign at the corner of a drawing: what is the matter with the thing, by its icon.
Rectangle {
    id: disc

    required property string sign

    width: 132
    height: 132
    radius: 66
    visible: sign !== ""
    color: Theme.drawnFill
    border.width: 8
    border.color: Theme.accent

    Icon {
        anchors.centerIn: parent
        name: disc.sign
        size: 76
        color: Theme.accent
    }
}
