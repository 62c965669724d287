pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// A sign that work goes on: three dots lit in turn; they stand still in reduced motion.
Row {
    id: progress

    property int lit: 0

    spacing: 28
    Accessible.ignored: true

    Timer {
        interval: 500
        repeat: true
        running: progress.visible && !Theme.reducedMotion
        onTriggered: progress.lit = (progress.lit + 1) % 3
    }

    Repeater {
        model: 3

        Rectangle {
            required property int index

            width: 40
            height: 40
            radius: 20
            color: index === progress.lit || Theme.reducedMotion ? Theme.primary : Theme.drawnSoft
        }
    }
}
