import QtQuick
import Kiosk
import Kiosk.Models

// Something is being done: what, in words.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property WorkingModel model

    readonly property bool waits: model.badge !== ""

    title: model.title
    lines: model.lines
    badge: model.badge
    badgeTone: "warning"
    controlsHeight: 0
    pictured: true
    picture: [
        Picture {
            anchors.fill: parent
            anchors.bottomMargin: screen.waits ? 0 : 120
            name: screen.model.drawing
        },
        Progress {
            // While something is in the way, nothing goes on.
            visible: !screen.waits
            anchors.horizontalCenter: parent.horizontalCenter
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 32
        }
    ]
}
