pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What is typed, large and in groups, a cursor, and the pattern of what is still to come.
TypedText {
    id: field

    required property string rest

    readonly property int margin: 32
    // Between what is typed, the cursor and what is still to come.
    readonly property int apart: 6
    readonly property real room: width - 2 * margin
    readonly property int size: fitting([Theme.sizeTitle, Theme.sizeBody, 40, 36, 32])

    function fitting(sizes: list<int>): int {
        return sizes.find(size => whole.advanceWidth * size / whole.font.pixelSize + cursor.width + 2 * apart <= room) ?? 32;
    }

    implicitHeight: Theme.landscape ? 92 : 136

    TextMetrics {
        id: whole

        text: field.written + field.rest
        font.family: Theme.family
        font.weight: Font.DemiBold
        font.pixelSize: 100
    }

    TypedFrame {
        anchors.fill: parent
        wrong: field.wrong
    }

    // A text too long even so passes behind its edges, and the cursor stays in view.
    Item {
        anchors.fill: parent
        anchors.leftMargin: field.margin
        anchors.rightMargin: field.margin
        clip: true

        Row {
            x: Math.min(0, field.room - cursor.x - cursor.width)
            anchors.verticalCenter: parent.verticalCenter
            spacing: field.apart

            Label {
                exposed: false
                wrapMode: Text.NoWrap
                text: field.written
                size: field.size
                color: Theme.heading
                font.weight: Font.DemiBold
            }

            Rectangle {
                id: cursor

                anchors.verticalCenter: parent.verticalCenter
                width: 4
                height: field.size
                color: Theme.accent
            }

            Label {
                exposed: false
                wrapMode: Text.NoWrap
                text: field.rest
                size: field.size
                color: Theme.textSoft
                font.weight: Font.DemiBold
            }
        }
    }
}
