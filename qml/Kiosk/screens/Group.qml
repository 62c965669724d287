import QtQuick
import Kiosk
import Kiosk.Models

// What can be done about one subject: large pictures, and an agent where they leave a hole.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property GroupModel model

    readonly property int count: model.tiles.length + model.tiles.length % 2

    title: model.title
    stacked: true

    TileGrid {
        anchors.fill: parent
        tiles: screen.model.tiles
        asksAgent: screen.model.tiles.length % 2 === 1
        columns: !Theme.landscape || Theme.compact ? 2 : screen.count === 6 ? 3 : Math.min(4, screen.count)
        beside: (Theme.lowMode || Theme.compact && screen.count > 2) && !Theme.largeText
        detailed: !Theme.largeText
        focused: true
        tallest: screen.count <= 4 && !Theme.compact ? 620 : Theme.largeText || Theme.wide ? 520 : 416
        onChosen: index => screen.model.choose(index)
        onAgentCalled: screen.app.openHelp()
    }
}
