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
    yielding: true
    picture: Picture {
        anchors.fill: parent
        name: screen.model.drawing === "" ? "paperOut" : screen.model.drawing
    }

    WayButtons {
        id: ways

        width: parent.width
        options: screen.model.ways
        onChosen: index => screen.model.choose(index)
    }
}
