import QtQuick
import Kiosk
import Kiosk.Models

// Paper is out: take it, or say that nothing came.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ShowModel model

    title: model.title
    lines: model.lines
    done: model.badge
    controlsHeight: ways.implicitHeight
    pictured: true
    picture: Item {
        id: room

        readonly property bool below: screen.model.traySide === "below"
        readonly property real side: Math.min(150, width * 0.24)

        anchors.fill: parent

        Picture {
            x: screen.model.traySide === "left" ? room.side : 0
            width: parent.width - (room.below ? 0 : room.side)
            height: parent.height - (room.below ? room.side : 0)
            name: screen.model.drawing
        }

        // Where the paper is.
        Icon {
            objectName: "trayArrow"
            x: room.below ? (parent.width - width) / 2 : screen.model.traySide === "left" ? 0 : parent.width - width
            y: room.below ? parent.height - height : (parent.height - height) / 2
            name: "arrow"
            size: room.side
            color: Theme.accent
            rotation: screen.model.traySide === "left" ? 180 : room.below ? 90 : 0
        }
    }

    WayButtons {
        id: ways

        width: parent.width
        options: screen.model.ways
        onChosen: index => screen.model.choose(index)
    }
}
