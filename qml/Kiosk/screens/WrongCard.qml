import QtQuick
import Kiosk
import Kiosk.Models

// Not a card that can be served: which, and what to do.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property WrongCardModel model

    title: model.title
    lines: model.lines
    controlsHeight: 0
    pictured: true
    pictureShare: besideWords
    picture: Picture {
        anchors.fill: parent
        name: screen.model.drawing
    }
}
