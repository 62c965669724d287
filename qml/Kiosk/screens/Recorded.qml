pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// What was recorded: its reference, what happens next, and the ways on.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property RecordedModel model

    // Large text on a small landscape screen: first the reference, then the facts.
    readonly property bool turns: Theme.compact && Theme.largeText && model.facts.length > 0
    // What is large needs the room of the tick, which then stands in the panel.
    readonly property bool tickAside: Theme.wide && Theme.largeText
    property bool turned: false

    title: model.title
    lines: turned ? model.lines.slice(2) : turns || Theme.wide ? model.lines.slice(0, 2) : model.lines
    spoken: Spoken.inTurn([model.badge, model.title, ...model.lines])
    done: turns || tickAside ? "" : model.badge
    controlsHeight: actions.implicitHeight
    informationHeight: facts.y + facts.implicitHeight
    pictured: !Theme.compact || !turns && model.facts.length > 0
    information: [
        Reference {
            id: reference

            width: parent.width
            visible: !screen.turned
            label: screen.model.referenceLabel
            reference: screen.model.reference
        },
        FactList {
            id: facts

            y: !reference.visible ? 0 : reference.height + (facts.implicitHeight === 0 ? 0 : Theme.wide ? 16 : Theme.gap)
            width: parent.width
            height: parent.height - y
            facts: Theme.compact && !screen.turned ? [] : screen.model.facts
        }
    ]
    // On a small landscape screen the facts stand in the panel, where the others have the receipt and,
    // if they are wide, what is said of it.
    picture: [
        FactList {
            width: parent.width
            height: parent.height
            facts: Theme.compact ? screen.model.facts : []
        },
        DoneMark {
            id: tick

            visible: screen.tickAside
            text: screen.model.badge
        },
        PaperOutlet {
            anchors.fill: parent
            anchors.topMargin: tick.visible ? tick.height + Theme.gap : 0
            visible: !Theme.compact
            drawing: screen.model.drawing
            side: screen.model.traySide
            caption: Theme.wide ? screen.model.lines[screen.model.lines.length - 1] : ""
        }
    ]

    Column {
        id: actions

        width: parent.width
        spacing: Theme.gap

        KButton {
            width: parent.width
            visible: screen.turns
            tone: "plain"
            label: screen.turned ? qsTrId("control.page.previous") : qsTrId("control.page.next")
            description: screen.turned ? qsTrId("control.page.previous.description") : qsTrId("control.page.next.description")
            trailingIcon: screen.turned ? "pageUp" : "pageDown"
            onActivated: screen.turned = !screen.turned
        }

        Ways {}
    }

    component Ways: WayButtons {
        width: actions.width
        options: screen.model.ways
        finish: screen.app.canEnd ? screen.model.finish : ""
        onFinished: screen.app.end()
        onChosen: index => screen.model.choose(index)
    }
}
