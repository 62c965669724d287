import QtQuick
import Kiosk

// Where controls are low: an arrow towards them, in the room that they leave.
Item {
    readonly property bool shown: Theme.lowMode && height >= 140

    Icon {
        anchors.centerIn: parent
        visible: parent.shown
        name: "arrow"
        size: Math.min(160, parent.height - 2 * Theme.gap)
        rotation: 90
        color: Theme.primary
    }
}
