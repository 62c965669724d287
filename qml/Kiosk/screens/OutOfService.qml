import QtQuick
import Kiosk
import Kiosk.Models

// The kiosk cannot serve: since when, why, and where to go. Its amber is seen from the door.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property OutOfServiceModel model

    title: qsTrId("screen.out_of_service.title")
    lines: [model.since, ...model.reasons, model.elsewhere, model.phone]
    controlsHeight: 0
    pictured: true
    pictureShare: Theme.largeText ? 0.46 : Theme.compact ? 0.52 : 0.56
    picture: Rectangle {
        anchors.fill: parent
        radius: Theme.radiusLarge
        color: Theme.highContrast ? Theme.background : Theme.warning
        border.width: Theme.highContrast ? Theme.outlineWidth : 0
        border.color: Theme.warning

        Picture {
            anchors.fill: parent
            anchors.margins: Theme.gap
            name: "kioskClosed"
        }
    }
}
