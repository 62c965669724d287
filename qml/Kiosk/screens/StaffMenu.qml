pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The tools of staff: the gravest of what is found, then a tile each, by pages.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property StaffMenuModel model

    title: model.title
    lines: Theme.compact ? [] : [model.about]
    stacked: true
    spoken: Spoken.inTurn([title, ...model.worst.map(row => Spoken.inTurn([row.word + " : " + row.label, row.value]))])

    Column {
        id: worst

        width: parent.width

        Repeater {
            model: screen.model.worst

            ToolRow {
                required property ToolRowModel modelData

                width: worst.width
                height: implicitHeight
                model: modelData
            }
        }
    }

    PagedColumn {
        id: tiles

        y: worst.height + Theme.gap
        width: parent.width
        height: parent.height - y
        count: screen.model.tiles.length
        columns: Theme.wide ? (Theme.largeText ? 3 : 4) : Theme.compact && !Theme.largeText ? 3 : 2
        preferredRowHeight: Theme.landscape ? 176 : 200

        Repeater {
            model: screen.model.tiles

            ToolTile {
                required property ToolTileModel modelData
                required property int index

                width: tiles.rowWidth
                height: tiles.rowHeight
                visible: tiles.shows(index)
                focus: index === tiles.first
                label: modelData.label
                detail: modelData.detail
                picture: modelData.picture
                tone: modelData.tone
                icon: modelData.icon
                word: modelData.word
                onActivated: screen.model.choose(index)
            }
        }
    }
}
