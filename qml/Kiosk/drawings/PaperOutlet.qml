import QtQuick
import Kiosk

// A paper that has come out, and an arrow that leads to its tray, on the side where that
// stands; what to do with it under it.
Item {
    id: outlet

    required property string drawing
    // "left", "right" or "below"; empty where it is not in the tray.
    required property string side
    property string caption: ""

    readonly property bool below: side === "below"
    readonly property real wordsRoom: words.visible ? words.height + Theme.gap : 0

    Item {
        id: room

        readonly property real arrowSize: outlet.side === "" ? 0 : Math.min(300, width * 0.32, height * 0.4)
        // A drawing is 480 × 360; its machine begins a little from either side, and its middle is 108 down.
        readonly property real drawn: Math.min(1056, outlet.below || outlet.side === "" ? width : (width - beside) / 0.93, (height - (outlet.below ? beside : 0)) * 4 / 3)
        readonly property real beside: arrowSize * 0.92
        // How far the arrow, which begins at the machine, moves the drawing.
        readonly property real moved: outlet.side === "" ? 0 : outlet.below ? beside : beside - drawn * 0.07
        readonly property real startX: (width - drawn - (outlet.below ? 0 : moved)) / 2
        readonly property real startY: (height - drawn * 0.75 - (outlet.below ? moved : 0)) / 2

        width: parent.width
        height: parent.height - outlet.wordsRoom

        Picture {
            x: room.startX + (outlet.side === "left" ? room.moved : 0)
            y: room.startY
            width: room.drawn
            height: room.drawn * 0.75
            name: outlet.drawing
        }

        Icon {
            objectName: "trayArrow"
            x: outlet.below ? (room.width - width) / 2 : outlet.side === "right" ? room.startX + room.drawn + room.moved - width : room.startX
            y: outlet.below ? room.startY + room.drawn * 0.75 + room.moved - height : room.startY + room.drawn * 0.225 - height / 2
            visible: outlet.side !== ""
            name: "arrow"
            size: room.arrowSize
            color: Theme.accent
            rotation: outlet.side === "left" ? 180 : outlet.below ? 90 : 0
        }
    }

    Label {
        id: words

        anchors.bottom: parent.bottom
        width: parent.width
        visible: outlet.caption !== ""
        horizontalAlignment: Text.AlignHCenter
        words: outlet.caption
        font.weight: Font.DemiBold
    }
}
