pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// What can be done here, as large tiles; an unavailable one says why.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property HomeModel model

    // Few tiles leave room for a drawing above them.
    readonly property bool few: model.tiles.length <= 3

    title: model.title
    lines: model.lines
    spread: !few
    controlsHeight: few && !Theme.landscape ? tiles.implicitHeight : -1
    information: Picture {
        anchors.fill: parent
        name: screen.few ? screen.model.drawing : ""
    }

    PagedColumn {
        id: tiles

        anchors.fill: parent
        count: screen.model.tiles.length
        columns: Theme.columnsFor(count, width)
        preferredRowHeight: screen.few ? Theme.fewCardHeight : Theme.cardHeight
        settling: Theme.cardSettling

        Repeater {
            model: screen.model.tiles

            OptionCard {
                required property TileModel modelData
                required property int index

                width: tiles.rowWidth
                height: tiles.rowHeight
                visible: tiles.shows(index)
                focus: index === tiles.page * tiles.perPage
                primary: modelData.primary
                label: modelData.label
                detail: modelData.detail
                icon: modelData.icon
                available: modelData.enabled
                reason: modelData.reason
                note: modelData.note
                onActivated: screen.model.choose(index)
            }
        }
    }
}
