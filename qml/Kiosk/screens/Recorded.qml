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
    controlsHeight: Theme.landscape ? -1 : ways.implicitHeight
    information: [
        Particulars {
            id: above

            wanted: !Theme.landscape
        },
        Picture {
            anchors.fill: parent
            anchors.topMargin: above.wanted ? above.roomBelow : 0
            visible: height >= 200
            name: screen.model.drawing
        }
    ]

    Particulars {
        id: beside

        wanted: Theme.landscape
        anchors.bottomMargin: ways.height + Theme.gap
    }

    WayButtons {
        id: ways

        y: Theme.landscape ? beside.roomBelow : 0
        width: parent.width
        options: screen.model.ways
        onChosen: index => screen.model.choose(index)
    }

    // The reference, and the facts under it: over the ways on, or on a landscape screen beside the words.
    component Particulars: Item {
        id: particulars

        required property bool wanted
        // Where what stands under them may begin.
        readonly property real roomBelow: facts.column.pages > 1 ? height + Theme.gap : facts.y + facts.roomBelow

        anchors.fill: parent
        visible: wanted

        Reference {
            id: reference

            width: parent.width
            label: screen.model.referenceLabel
            reference: screen.model.reference
        }

        FactList {
            id: facts

            y: reference.height + Theme.gap
            width: parent.width
            height: parent.height - y
            facts: particulars.wanted ? screen.model.facts : []
        }
    }
}
