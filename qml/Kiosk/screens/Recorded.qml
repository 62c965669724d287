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
    property bool turned: false

    title: model.title
    lines: !turns ? model.lines : turned ? model.lines.slice(2) : model.lines.slice(0, 2)
    done: turns ? "" : model.badge
    controlsHeight: actions.implicitHeight
    informationHeight: facts.y + facts.implicitHeight
    pictured: Theme.landscape ? !turns && model.facts.length > 0 : model.drawing !== ""
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

            y: !reference.visible ? 0 : reference.height + (facts.implicitHeight > 0 ? Theme.gap : 0)
            width: parent.width
            height: parent.height - y
            facts: Theme.landscape && !screen.turned ? [] : screen.model.facts
        }
    ]
    // On a landscape screen the facts stand in the panel, where a portrait one has its picture.
    picture: [
        FactList {
            width: parent.width
            height: parent.height
            facts: Theme.landscape ? screen.model.facts : []
        },
        Picture {
            anchors.fill: parent
            name: Theme.landscape ? "" : screen.model.drawing
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
