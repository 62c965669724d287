pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// What was recorded: its reference, what happens next, and the ways on.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property RecordedModel model

    title: model.title
    lines: model.lines
    controlsHeight: ways.implicitHeight
    informationHeight: reference.height + (facts.implicitHeight > 0 ? Theme.gap + facts.implicitHeight : 0)
    pictured: model.drawing !== ""
    yielding: true
    information: [
        Reference {
            id: reference

            width: parent.width
            label: screen.model.referenceLabel
            reference: screen.model.reference
        },
        FactList {
            id: facts

            y: reference.height + Theme.gap
            width: parent.width
            height: parent.height - y
            facts: screen.model.facts
        }
    ]
    picture: Picture {
        anchors.fill: parent
        name: screen.model.drawing
    }

    WayButtons {
        id: ways

        width: parent.width
        options: screen.model.ways
        onChosen: index => screen.model.choose(index)
    }
}
