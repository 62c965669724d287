pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Work goes on, said in words after three dots lit in turn, which stand still in reduced motion.
Row {
    id: progress

    property int lit: 0

    spacing: 28
    Accessible.role: Accessible.ProgressBar
    Accessible.name: words.text
    Accessible.ignored: !visible || !enabled

    Timer {
        interval: 500
        repeat: true
        running: progress.visible && !Theme.reducedMotion
        onTriggered: progress.lit = (progress.lit + 1) % 3
    }

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: 20

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

    Label {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        width: progress.width - x
        exposed: false
        text: qsTrId("control.progress")
        size: Theme.sizeBody
    }
}
