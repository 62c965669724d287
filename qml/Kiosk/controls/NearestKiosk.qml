pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Where the next kiosk is, and when one gets to it.
Rectangle {
    id: near

    required property string title
    required property list<OptionModel> ways

    readonly property bool tight: Theme.compact && Theme.largeText

    height: content.height + 2 * content.y
    radius: Theme.radiusLarge
    color: Theme.surface
    border.width: Theme.outlineWidth
    border.color: Theme.separator

    Column {
        id: content

        x: Theme.landscape ? Theme.gap : 40
        y: near.tight ? 12 : Theme.landscape ? 20 : 32
        width: parent.width - 2 * x
        spacing: near.tight ? 8 : Theme.landscape ? 16 : Theme.gap

        Label {
            width: parent.width
            words: near.title
            color: Theme.heading
            font.weight: Font.Bold
        }

        Repeater {
            model: near.ways

            WayRow {
                width: content.width
                signed: !near.tight
                // Where to go is read from some way off.
                size: modelData === near.ways[0] ? Math.max(Theme.sizeBody, Theme.compact ? 48 : 56) : Theme.sizeBody
            }
        }
    }
}
