pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The contacts of a smart card.
Rectangle {
    id: chip

    readonly property color line: Theme.highContrast ? "#000000" : "#8a6a10"

    width: 132
    height: 112
    radius: 20
    color: Theme.highContrast ? "#ffe600" : "#f4d88b"
    border.width: 5
    border.color: line
    antialiasing: true

    Repeater {
        model: [0.32, 0.68]

        Rectangle {
            required property real modelData

            x: chip.width * modelData - 2
            width: 5
            height: chip.height
            color: chip.line
            antialiasing: true
        }
    }

    Repeater {
        model: [Qt.point(0, 0.36), Qt.point(0, 0.66), Qt.point(0.68, 0.36), Qt.point(0.68, 0.66)]

        Rectangle {
            required property point modelData

            x: chip.width * modelData.x
            y: chip.height * modelData.y
            width: chip.width * 0.32
            height: 5
            color: chip.line
            antialiasing: true
        }
    }
}
