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
    dense: model.facts.length > 0 ? width < 1600 : model.lines.length > 2
    controlsHeight: actions.implicitHeight
    information: [
        FactList {
            id: facts

            anchors.fill: parent
            facts: screen.model.facts
            arrowsApart: Theme.lowMode
        },
        Picture {
            anchors.fill: parent
            anchors.topMargin: facts.roomBelow
            visible: facts.roomBelow === 0 || height >= 260
            name: screen.model.drawing
        }
    ]

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
