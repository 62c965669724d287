pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Tiles of one size, in columns that leave no hole when their number fills them: as large as a screen
// of their own allows, unless they are told otherwise.
Item {
    id: grid

    required property list<TileModel> tiles
    property int columns: Theme.wide ? (count === 6 ? 3 : Math.min(4, count)) : Theme.compact && !Theme.largeText && count === 6 ? 3 : 2
    // The number of the first tile, among all that the screen offers.
    property int first: 0
    // Low tiles have their pictures beside the words.
    property bool beside: tileHeight < (Theme.compact ? 260 : 200) + (Theme.largeText ? 30 : 0)
    property bool detailed: !Theme.largeText
    property bool focused: false
    property real tallest: Theme.compact ? 480 : count <= 4 ? 620 : Theme.largeText || Theme.wide ? 520 : 416
    property int spacing: Theme.gap
    // What follows the tiles: one more place, where their number leaves a hole.
    property bool asksAgent: false

    readonly property int count: tiles.length + (asksAgent ? 1 : 0)
    readonly property int rows: Math.max(1, Math.ceil(count / columns))
    readonly property real tileWidth: (width - (columns - 1) * spacing) / columns
    readonly property real tileHeight: Math.min(tallest, (height + spacing) / rows - spacing)
    readonly property real used: rows * (tileHeight + spacing) - spacing

    signal chosen(int index)
    signal agentCalled

    Repeater {
        model: grid.tiles

        PictureTile {
            required property TileModel modelData
            required property int index

            x: (index % grid.columns) * (grid.tileWidth + grid.spacing)
            y: Math.floor(index / grid.columns) * (grid.tileHeight + grid.spacing)
            width: grid.tileWidth
            height: grid.tileHeight
            focus: grid.focused && index === 0
            beside: grid.beside
            detailed: grid.detailed
            label: modelData.label
            detail: modelData.detail
            picture: modelData.picture
            subject: modelData.subject
            primary: modelData.primary
            available: modelData.enabled
            reason: modelData.reason
            note: modelData.note
            onActivated: grid.chosen(grid.first + index)
        }
    }

    PictureTile {
        x: ((grid.count - 1) % grid.columns) * (grid.tileWidth + grid.spacing)
        y: (grid.rows - 1) * (grid.tileHeight + grid.spacing)
        width: grid.tileWidth
        height: grid.tileHeight
        visible: grid.asksAgent
        beside: grid.beside
        detailed: grid.detailed
        label: qsTrId("home.agent")
        detail: qsTrId("home.agent.detail")
        picture: "agent"
        subject: ""
        onActivated: grid.agentCalled()
    }
}
