pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// What can be done here, as large tiles; an unavailable one says why.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property HomeModel model

    title: model.title
    lines: model.lines

    PagedColumn {
        id: tiles

        anchors.fill: parent
        count: screen.model.tiles.length
        preferredRowHeight: Theme.landscape ? 190 : 224
        settling: Theme.lowMode ? 1 : 0.15

        Repeater {
            model: screen.model.tiles

            OptionCard {
                required property TileModel modelData
                required property int index

                width: tiles.width
                height: tiles.rowHeight
                visible: tiles.shows(index)
                focus: index === tiles.page * tiles.perPage
                primary: modelData.primary
                label: modelData.label
                detail: modelData.detail
                icon: modelData.icon
                available: modelData.enabled
                reason: modelData.reason
                onActivated: screen.app.choose(index)
            }
        }
    }
}
