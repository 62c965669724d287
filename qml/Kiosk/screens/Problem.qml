import QtQuick
import Kiosk
import Kiosk.Models

// Something did not work: what happened, a drawing of it, and the ways on as cards.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ShowModel model

    title: model.title
    lines: model.lines
    badge: model.badge
    badgeTone: "warning"
    controlsHeight: Theme.landscape ? -1 : ways.implicitHeight
    information: Picture {
        anchors.fill: parent
        name: screen.model.drawing
    }

    OptionList {
        id: ways

        anchors.fill: parent
        firstIsPrimary: true
        options: screen.model.ways
        onChosen: index => screen.model.choose(index)
    }
}
