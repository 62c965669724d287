pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Options as large cards, by pages; in a grid where they have the whole width of a landscape screen.
PagedColumn {
    id: list

    required property list<OptionModel> options

    signal chosen(int index)

    count: options.length
    columns: count <= 3 ? 1 : Theme.columnsFor(count, width)
    preferredRowHeight: count <= 3 ? Theme.fewCardHeight : Theme.cardHeight
    settling: Theme.cardSettling

    Repeater {
        model: list.options

        OptionCard {
            required property OptionModel modelData
            required property int index

            width: list.rowWidth
            height: list.rowHeight
            visible: list.shows(index)
            focus: index === list.first
            label: modelData.label
            detail: modelData.detail
            icon: modelData.icon
            onActivated: list.chosen(index)
        }
    }
}
