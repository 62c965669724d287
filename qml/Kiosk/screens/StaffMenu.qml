pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The tools of staff: the gravest of what is found, which opens the tool that mends it, and a tile each,
// on one page where they have room.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property StaffMenuModel model

    // On a wide screen the gravest takes the place of two tiles; elsewhere it stands over them.
    readonly property bool amongTiles: Theme.wide && !Theme.largeText
    readonly property real worstHeight: Math.max(0, ...worst.children.map(row => row.implicitHeight))

    title: model.title
    stacked: true
    spoken: Spoken.inTurn([title, ...model.worst.map(row => Spoken.inTurn([row.word + " : " + row.label, row.value]))])

    Column {
        id: worst

        width: screen.amongTiles ? 2 * tiles.rowWidth + tiles.spacing : parent.width

        Repeater {
            model: screen.model.worst

            ToolRow {
                required property ToolRowModel modelData

                width: worst.width
                height: screen.amongTiles ? tiles.rowHeight : implicitHeight
                model: modelData
                most: 2
                onChosen: screen.model.choose(screen.model.mendedBy)
            }
        }
    }

    PagedColumn {
        id: tiles

        y: screen.amongTiles ? 0 : worst.height + Theme.gap
        width: parent.width
        height: parent.height - y
        count: screen.model.tiles.length
        lead: screen.amongTiles ? 2 : 0
        least: screen.amongTiles ? screen.worstHeight : 0
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
