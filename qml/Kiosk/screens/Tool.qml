pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// A tool of staff: what is found, line by line and page by page, and what can be done as buttons under it.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ToolModel model

    title: model.title
    lines: model.lines
    stacked: true

    PagedColumn {
        id: rows

        width: parent.width
        height: parent.height - (offers.visible ? offers.height + Theme.gap : 0)
        count: screen.model.rows.length
        uneven: true
        spacing: 12

        Repeater {
            model: screen.model.rows

            ToolRow {
                required property ToolRowModel modelData
                required property int index

                width: rows.rowWidth
                height: implicitHeight
                visible: rows.shows(index)
                focus: index === rows.first
                model: modelData
                onActivated: screen.model.choose(index)
            }
        }
    }

    Grid {
        id: offers

        readonly property int count: screen.model.offers.length

        anchors.bottom: parent.bottom
        width: parent.width
        visible: count > 0
        columns: Math.min(count, Theme.wide && !Theme.largeText ? 4 : Theme.landscape ? 3 : Theme.largeText ? 1 : 2)
        spacing: Theme.gap

        Repeater {
            model: screen.model.offers

            KButton {
                required property OptionModel modelData
                required property int index

                width: (offers.width - (offers.columns - 1) * offers.spacing) / offers.columns
                focus: index === 0 && rows.count === 0
                tone: index === 0 ? "primary" : "plain"
                icon: modelData.icon
                label: modelData.label
                detail: Theme.landscape || Theme.largeText ? "" : modelData.detail
                description: modelData.detail
                onActivated: screen.model.choose(rows.count + index)
            }
        }
    }
}
