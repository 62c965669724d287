import QtQuick
import Kiosk
import Kiosk.Models

// Something is being done: what, in words.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property WorkingModel model

    title: model.title
    titleSize: Theme.sizeHeadline
    lines: model.lines
    badge: model.badge
    badgeTone: "warning"
    controlsHeight: 0
    information: [
        Picture {
            anchors.fill: parent
            anchors.bottomMargin: 120
            name: screen.model.drawing
        },
        Progress {
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 32
        }
    ]
}
