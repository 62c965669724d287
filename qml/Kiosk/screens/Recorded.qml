import QtQuick
import Kiosk
import Kiosk.Models

// What was recorded: its reference, what happens next, and the ways on.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property RecordedModel model

    // Large words on a small landscape screen leave room for nothing else.
    readonly property bool scarce: Theme.compact && Theme.largeText
    readonly property bool brief: model.toNote && Theme.compact
    readonly property list<string> said: brief ? [model.lines[0], model.lines[3]] : Theme.wide ? model.lines.slice(0, 3) : model.lines
    // What is not read here is on the receipt, or with whoever helps: the first facts go first.
    readonly property list<FactModel> facts: scarce || model.toNote && (Theme.wide || Theme.largeText) ? [] : Theme.landscape || Theme.largeText || model.toNote ? model.facts.slice(1) : model.facts

    title: model.title
    lines: said
    spoken: Spoken.inTurn([model.badge, model.title, ...model.lines])
    done: model.badge
    doneBeside: Theme.compact || Theme.wide && Theme.largeText
    controlsHeight: ways.implicitHeight
    informationHeight: summary.y + summary.implicitHeight
    pictured: !scarce
    information: [
        Reference {
            id: reference

            width: parent.width
            label: screen.model.referenceLabel
            reference: screen.model.reference
            toNote: screen.model.toNote
        },
        FactList {
            id: summary

            y: reference.height + (summary.implicitHeight === 0 ? 0 : Theme.wide ? 16 : Theme.gap)
            width: parent.width
            height: parent.height - y
            facts: Theme.compact ? [] : screen.facts
        }
    ]
    // On a small landscape screen the facts stand over the receipt; a wide one says there where it is.
    picture: [
        FactList {
            id: aside

            width: parent.width
            height: implicitHeight
            facts: Theme.compact ? screen.facts : []
        },
        PaperOutlet {
            anchors.fill: parent
            anchors.topMargin: aside.visible ? aside.height + Theme.gap : 0
            drawing: screen.model.drawing
            side: screen.model.traySide
            caption: Theme.wide ? screen.model.lines[3] : ""
        }
    ]

    WayButtons {
        id: ways

        width: parent.width
        options: screen.model.ways
        finish: screen.app.canEnd ? screen.model.finish : ""
        onFinished: screen.app.end()
        onChosen: index => screen.model.choose(index)
    }
}
