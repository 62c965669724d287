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
    controlsHeight: ways.implicitHeight
    pictured: model.drawing !== ""
    yielding: true
    picture: Picture {
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
