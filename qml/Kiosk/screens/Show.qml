import QtQuick
import Kiosk
import Kiosk.Models

// Something to read: lines, facts or a drawing, and the ways on.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ShowModel model

    title: model.title
    titleSize: model.facts.length > 0 ? Theme.sizeTitle : Theme.sizeHeadline
    lines: model.lines
    badge: model.badge
    controlsHeight: actions.implicitHeight
    information: [
        FactList {
            id: facts

            anchors.fill: parent
            facts: screen.model.facts
            arrowsApart: Theme.lowMode || Theme.landscape
        },
        Picture {
            anchors.fill: parent
            anchors.topMargin: facts.roomBelow
            visible: facts.roomBelow === 0 || height >= 260
            name: screen.model.drawing
        }
    ]

    Column {
        id: actions

        width: parent.width
        spacing: Theme.gap

        PageArrows {
            width: parent.width
            visible: facts.arrowsApart && facts.column.pages > 1
            page: facts.column.page
            pages: facts.column.pages
            onTurned: by => facts.column.turn(by)
        }

        KButton {
            width: parent.width
            visible: screen.model.canReveal
            icon: "eye"
            label: qsTrId("control.reveal")
            description: qsTrId("control.reveal.description")
            onActivated: screen.app.reveal()
        }

        WayButtons {
            width: parent.width
            options: screen.model.ways
            onChosen: index => screen.app.choose(index)
        }
    }
}
