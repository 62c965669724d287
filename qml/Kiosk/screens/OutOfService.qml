import QtQuick
import Kiosk
import Kiosk.Models

// The kiosk cannot serve: why, since when, and where to go.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property OutOfServiceModel model

    title: qsTrId("screen.out_of_service.title")
    lines: model.reasons.concat([model.since, model.elsewhere])
    controlsHeight: 0
    pictured: true
    picture: Picture {
        anchors.fill: parent
        name: "kioskClosed"
    }
}
