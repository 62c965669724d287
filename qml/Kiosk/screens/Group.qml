import QtQuick
import Kiosk
import Kiosk.Models

// What can be done about one subject: large pictures, and an agent where they leave a hole.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property GroupModel model

    title: model.title
    lines: Theme.lowMode ? [qsTrId("home.low")] : []
    stacked: true
    information: DownHere {
        anchors.fill: parent
    }

    TileGrid {
        anchors.fill: parent
        tiles: screen.model.tiles
        asksAgent: screen.model.tiles.length % 2 === 1
        focused: true
        onChosen: index => screen.model.choose(index)
        onAgentCalled: screen.app.openHelp()
    }
}
