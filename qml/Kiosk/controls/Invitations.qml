pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// What one can do here, in pictures: all of one size, each over two lines of words.
Column {
    id: column

    required property list<OptionModel> invitations

    spacing: 4

    Label {
        text: qsTrId("screen.attract.here")
        color: Theme.heading
        font.weight: Font.Bold
    }

    Row {
        Repeater {
            model: column.invitations

            Column {
                id: invitation

                required property OptionModel modelData

                width: column.width / column.invitations.length
                spacing: column.spacing

                Picture {
                    width: parent.width
                    height: 96
                    name: invitation.modelData.icon
                }

                Label {
                    anchors.horizontalCenter: parent.horizontalCenter
                    // Narrow enough for all to break alike.
                    width: Math.min(parent.width, 7.6 * font.pixelSize)
                    height: 2 * lineHeight
                    horizontalAlignment: Text.AlignHCenter
                    text: invitation.modelData.label
                    size: Theme.sizeSmall
                    lineHeight: Math.round(font.pixelSize * 1.15)
                }
            }
        }
    }
}
