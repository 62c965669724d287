import QtQuick
import Kiosk

// A paper that has come out, and an arrow to the side on which its tray is; what to do with it under it.
Item {
    id: outlet

    required property string drawing
    // "left", "right" or "below"; empty where it is not in the tray.
    required property string side
    property string caption: ""

    readonly property real arrowSize: side === "" ? 0 : Math.min(150, width * 0.24)
    readonly property real wordsRoom: words.visible ? words.height + Theme.gap : 0

    Item {
        id: room

        width: parent.width
        height: parent.height - outlet.wordsRoom

        Picture {
            x: outlet.side === "left" ? outlet.arrowSize : 0
            width: parent.width - (outlet.side === "below" ? 0 : outlet.arrowSize)
            height: parent.height - (outlet.side === "below" ? outlet.arrowSize : 0)
            name: outlet.drawing
        }

        Icon {
            objectName: "trayArrow"
            x: outlet.side === "below" ? (parent.width - width) / 2 : outlet.side === "left" ? 0 : parent.width - width
            y: outlet.side === "below" ? parent.height - height : (parent.height - height) / 2
            visible: outlet.side !== ""
            name: "arrow"
            size: outlet.arrowSize
            color: Theme.accent
            rotation: outlet.side === "left" ? 180 : outlet.side === "below" ? 90 : 0
        }
    }

    Label {
        id: words

        anchors.bottom: parent.bottom
        width: parent.width
        visible: text !== ""
        horizontalAlignment: Text.AlignHCenter
        text: outlet.caption
        font.weight: Font.DemiBold
    }
}
