import QtQuick
import Kiosk

// One large icon on a disc: a code, a telephone, an agent, a warning.
Drawing {
    id: disc

    property string icon: "info"

    canvas: Qt.size(400, 400)

    Rectangle {
        anchors.fill: parent
        radius: width / 2
        color: Theme.drawnTint
        border.width: Theme.highContrast ? 8 : 0
        border.color: Theme.drawnLine
    }

    Icon {
        anchors.centerIn: parent
        name: disc.icon
        size: 220
        color: Theme.drawnLine
    }
}
