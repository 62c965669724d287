pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// A tool of staff: what is found, line by line and page by page, and what can be done as buttons under it.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ToolModel model

    // On a landscape screen what can be done stands right of what is found.
    readonly property bool apartOffers: Theme.landscape && model.offers.length > 0 && model.rows.length > 0

    // The first line that can be touched, if the first page has one.
    readonly property int opening: {
        for (let i = 0; i < (rows.starts[1] ?? model.rows.length); i++) {
            if (model.rows[i].opens)
                return i;
        }
        return -1;
    }

    readonly property bool opens: model.rows.some(row => row.opens)

    title: model.title
    lines: model.lines
    stacked: true

    PagedColumn {
        id: rows

        width: parent.width - (screen.apartOffers ? offers.width + 2 * Theme.gap : 0)
        height: parent.height - (offers.visible && !screen.apartOffers ? offers.height + Theme.gap : 0)
        count: screen.model.rows.length
        uneven: true
        arrowsFocused: screen.opening < 0 && offers.count === 0
        spacing: screen.opens ? Theme.gap : 12

        Repeater {
            model: screen.model.rows

            ToolRow {
                required property ToolRowModel modelData
                required property int index

                width: rows.rowWidth
                height: implicitHeight
                visible: rows.shows(index)
                focused: index === screen.opening
                model: modelData
                onChosen: screen.model.choose(index)
            }
        }
    }

    Grid {
        id: offers

        readonly property int count: screen.model.offers.length

        // What does not fit in one column of them shares two.
        readonly property int most: Math.max(1, Math.floor((parent.height + spacing) / (Theme.controlHeight + spacing)))
        readonly property int beside: Math.ceil(count / most)

        y: screen.apartOffers ? 0 : parent.height - height
        x: parent.width - width
        width: screen.apartOffers ? Math.round(parent.width * (Theme.largeText || beside > 1 ? 0.42 : 0.34)) : parent.width
        visible: count > 0
        columns: screen.apartOffers ? beside : Theme.landscape ? 3 : Theme.largeText && count < 3 ? 1 : Math.min(count, 2)
        spacing: Theme.gap

        Repeater {
            model: screen.model.offers

            KButton {
                required property OptionModel modelData
                required property int index

                width: (offers.width - (offers.columns - 1) * offers.spacing) / offers.columns
                focus: index === 0 && screen.opening < 0
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
