pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The ways on from a screen, as buttons one under the other: the first is the main one.
Column {
    id: ways

    required property list<OptionModel> options

    signal chosen(int index)

    spacing: Theme.gap

    Repeater {
        model: ways.options

        KButton {
            required property OptionModel modelData
            required property int index

            width: ways.width
            implicitHeight: index === 0 ? 132 : Theme.controlHeight
            focus: index === 0
            tone: index === 0 ? "primary" : "plain"
            label: modelData.label
            detail: modelData.detail
            trailingIcon: index === 0 ? "next" : ""
            onActivated: ways.chosen(index)
        }
    }
}
