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
    informationHeight: progress.implicitHeight
    pictured: true
    pictureShare: besideWords
    information: Progress {
        id: progress

        width: parent.width
        visible: patience.elapsed
    }
    picture: CardSlot {
        anchors.fill: parent
        direction: ""
    }

    Timer {
        id: patience

        property bool elapsed: false

        interval: 300
        running: true
        onTriggered: elapsed = true
    }
}
