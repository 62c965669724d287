import QtQuick
import Kiosk
import Kiosk.Models

// The card is being read: too short, most often, for more than words.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ReadingModel model

    title: qsTrId("screen.reading.title")
    lines: [qsTrId("screen.reading.line")]
    controlsHeight: 0
    pictured: true
    picture: [
        CardSlot {
            anchors.fill: parent
            anchors.bottomMargin: progress.height + Theme.gap
            direction: ""
        },
        Progress {
            id: progress

            width: parent.width
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap
            visible: patience.elapsed
        }
    ]

    Timer {
        id: patience

        property bool elapsed: false

        interval: 300
        running: true
        onTriggered: elapsed = true
    }
}
