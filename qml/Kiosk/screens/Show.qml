import QtQuick
import Kiosk
import Kiosk.Models

// Something to read: lines, facts or a drawing, and the ways on.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ShowModel model

    title: model.title
    lines: model.lines
    badge: model.badge
    controlsHeight: actions.implicitHeight
    informationHeight: facts.implicitHeight
    pictured: model.drawing !== ""
    yielding: true
    information: FactList {
        id: facts

        anchors.fill: parent
        facts: screen.model.facts
        arrowsApart: Theme.lowMode
    }
    picture: Picture {
        anchors.fill: parent
        name: screen.model.drawing
    }

    FactActions {
        id: actions

        width: parent.width
        list: facts
        canReveal: screen.model.canReveal
        waysHeight: ways.height
        onRevealed: screen.model.reveal()

        WayButtons {
            id: ways

            width: actions.waysWidth
            options: screen.model.ways
            onChosen: index => screen.model.choose(index)
        }
    }
}
