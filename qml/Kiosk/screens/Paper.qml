import QtQuick
import Kiosk
import Kiosk.Models

// Paper is out: take it, or say that nothing came. Where there is room beside the drawing, what there
// is to know stands in a card.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ShowModel model

    title: model.title
    lines: Theme.wide ? [] : model.lines
    done: model.badge
    spoken: Spoken.inTurn([model.badge, model.title, ...model.lines])
    controlsHeight: ways.implicitHeight
    informationHeight: facts.implicitHeight
    pictured: true
    information: FactList {
        id: facts

        width: parent.width
        height: parent.height
        roomy: !Theme.largeText
        facts: Theme.wide ? screen.model.facts : []
    }
    picture: PaperOutlet {
        anchors.fill: parent
        drawing: screen.model.drawing
        side: screen.model.traySide
    }

    WayButtons {
        id: ways

        width: parent.width
        options: screen.model.ways
        onChosen: index => screen.model.choose(index)
    }
}
