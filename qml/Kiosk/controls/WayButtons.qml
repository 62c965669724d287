pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The ways on from a screen, as buttons: the first is the main one. Two stand side by side where
// a landscape screen is wide enough.
Grid {
    id: ways

    required property list<OptionModel> options
    // What ends the visit, before the other ways; empty where nothing does.
    property string finish: ""

    readonly property bool finishes: finish !== ""
    readonly property bool row: Theme.landscape && options.length + (finishes ? 1 : 0) === 2 && width >= 760
    readonly property int mainHeight: Theme.landscape ? 116 : 132
    // Side by side, all are as high as the highest.
    readonly property real highest: {
        let highest = mainHeight;
        for (let i = 0; row && i < children.length; i++)
            highest = Math.max(highest, children[i].implicitHeight);
        return highest;
    }

    signal chosen(int index)
    signal finished

    columns: row ? 2 : 1

    spacing: Theme.gap

    KButton {
        width: ways.row ? (ways.width - ways.spacing) / 2 : ways.width
        height: ways.row ? ways.highest : Math.max(implicitHeight, ways.mainHeight)
        visible: ways.finishes
        focus: ways.finishes
        tone: "primary"
        icon: "check"
        label: ways.finish
        description: qsTrId("control.end.description")
        onActivated: ways.finished()
    }

    Repeater {
        model: ways.options

        KButton {
            required property OptionModel modelData
            required property int index

            width: ways.row ? (ways.width - ways.spacing) / 2 : ways.width
            height: ways.row ? ways.highest : Math.max(implicitHeight, index === 0 && !ways.finishes ? ways.mainHeight : 0)
            focus: index === 0 && !ways.finishes
            tone: index === 0 && !ways.finishes ? "primary" : "plain"
            label: modelData.label
            detail: modelData.detail
            // In a narrow column the words need the arrow's room.
            trailingIcon: index === 0 && !ways.finishes && width >= 600 ? "next" : ""
            onActivated: ways.chosen(index)
        }
    }
}
