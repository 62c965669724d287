pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Work goes on, said in words under three dots lit in turn, which stand still in reduced motion.
Column {
    id: progress

    property int lit: 0

    spacing: 20
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
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: 28

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

        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        exposed: false
        text: qsTrId("control.progress")
        size: Theme.sizeBody
    }
}
