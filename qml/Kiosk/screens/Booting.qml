import QtQuick
import Kiosk
import Kiosk.Models

// The kiosk is starting.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property BootingModel model

    title: qsTrId("screen.booting.title")
    lines: [qsTrId("screen.booting.line")]
    controlsHeight: 0
    informationHeight: progress.implicitHeight
    pictured: true
    pictureShare: besideWords
    information: Progress {
        id: progress

        width: parent.width
    }
    picture: Picture {
        anchors.fill: parent
        name: "kiosk"
    }
}
