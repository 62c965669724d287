pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Drawings with their names, each in two sizes, the small one on a ground of the home screen.
Rectangle {
    id: sheet

    required property var names

    readonly property int across: 6
    readonly property var grounds: ["#e7ecf5", "#cceee8", "#fcf0d3", "#ecdef0", "#ccedf9", "#eeeeee"]

    width: across * 340
    height: Math.ceil(names.length / across) * 236
    color: Theme.tint

    Repeater {
        model: sheet.names

        Rectangle {
            id: cell

            required property int index
            required property string modelData

            x: index % sheet.across * 340 + 6
            y: Math.floor(index / sheet.across) * 236 + 6
            width: 328
            height: 224
            radius: 14
            color: Theme.surface
            border.width: Theme.highContrast ? 2 : 0
            border.color: Theme.outline

            Picture {
                x: 4
                y: 10
                width: 212
                height: 159
                name: cell.modelData
            }

            Rectangle {
                x: 220
                y: 56
                width: 102
                height: 82
                radius: 8
                color: Theme.highContrast ? Theme.surface : sheet.grounds[cell.index % 6]

                Picture {
                    anchors.fill: parent
                    anchors.margins: 1
                    name: cell.modelData
                }
            }

            Text {
                anchors.horizontalCenter: parent.horizontalCenter
                y: 186
                text: cell.modelData
                color: Theme.text
                font.family: Theme.family
                font.pixelSize: 24
            }
        }
    }
}
