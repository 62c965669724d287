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
            anchors.bottomMargin: 120
            name: "kiosk"
        },
        Progress {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 32
        }
    ]
}
