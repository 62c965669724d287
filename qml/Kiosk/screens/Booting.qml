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
    pictured: true
    picture: [
        Picture {
            anchors.fill: parent
            anchors.bottomMargin: progress.height + Theme.gap
            name: "kiosk"
        },
        Progress {
            id: progress

            width: parent.width
            anchors.bottom: parent.bottom
            anchors.bottomMargin: Theme.gap
        }
    ]
}
