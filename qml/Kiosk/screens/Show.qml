import QtQuick
import Kiosk
import Kiosk.Models

// Something to read: lines, facts or a drawing, and the ways on.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ShowModel model

    readonly property bool coded: model.cells !== ""

    title: model.title
    lines: model.lines
    badge: model.badge
    controlsHeight: actions.implicitHeight
    informationHeight: facts.implicitHeight
    pictured: model.drawing !== "" || coded
    yielding: !coded
    information: FactList {
        id: facts

        anchors.fill: parent
        facts: screen.model.facts
        arrowsApart: Theme.lowMode
    }
    picture: [
        Picture {
            anchors.fill: parent
            name: screen.model.drawing
        },
        QrCode {
            anchors.fill: parent
            visible: screen.coded
            cells: screen.model.cells
            across: screen.model.cellsAcross
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
