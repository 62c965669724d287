pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Options as large cards, by pages.
PagedColumn {
    id: list

    required property list<OptionModel> options
    property bool firstIsPrimary: false

    signal chosen(int index)

    count: options.length
    preferredRowHeight: Theme.landscape ? 190 : 224
    settling: Theme.lowMode ? 1 : 0.15

    Repeater {
        model: list.options

        OptionCard {
            required property OptionModel modelData
            required property int index

            width: list.width
            height: list.rowHeight
            visible: list.shows(index)
            focus: index === list.page * list.perPage
            primary: list.firstIsPrimary && index === 0
            label: modelData.label
            detail: modelData.detail
            icon: modelData.icon
            onActivated: list.chosen(index)
        }
    }
}
