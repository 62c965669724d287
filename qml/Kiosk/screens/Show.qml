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

    Grid {
        id: actions

        readonly property bool row: Theme.landscape && width >= 1000

        width: parent.width
        columns: row ? 2 : 1
        spacing: Theme.gap

        PageArrows {
            width: parent.width
            visible: facts.arrowsApart && facts.column.pages > 1
            page: facts.column.page
            pages: facts.column.pages
            onTurned: by => facts.column.turn(by)
        }

        KButton {
            width: actions.row ? actions.width * 0.3 : actions.width
            height: actions.row ? ways.height : implicitHeight
            visible: screen.model.canReveal
            icon: "eye"
            label: qsTrId("control.reveal")
            description: qsTrId("control.reveal.description")
            onActivated: screen.app.reveal()
        }

        WayButtons {
            id: ways

            width: actions.row && screen.model.canReveal ? actions.width * 0.7 - Theme.gap : actions.width
            options: screen.model.ways
            onChosen: index => screen.app.choose(index)
        }
    }
}
