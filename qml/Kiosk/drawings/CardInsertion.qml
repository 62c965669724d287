import QtQuick
import Kiosk

// How the card goes in: a placeholder until the drawing lands.
Item {
    property bool chipUp: true
    property string description: ""

    CardSlot {
        anchors.fill: parent
        description: parent.description
    }
}
