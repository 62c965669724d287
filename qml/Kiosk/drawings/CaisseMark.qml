import QtQuick
import Kiosk

// The mark of the fictitious caisse: a plus of two rounded bars.
Item {
    id: mark

    property color upright: Theme.highContrast ? Theme.background : Theme.accent
    property color across: Theme.highContrast ? Theme.background : Theme.primary

    Rectangle {
        anchors.centerIn: parent
        width: mark.width * 0.29
        height: mark.height * 0.96
        radius: width / 2
        color: mark.upright
    }

    Rectangle {
        anchors.centerIn: parent
        width: mark.width * 0.96
        height: mark.height * 0.29
        radius: height / 2
        color: mark.across
    }
}
