import QtQuick
import Kiosk
import Kiosk.Models

// Paper is out: take it, or say that nothing came. Where the tray is, is seen from further away.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ShowModel model

    title: model.title
    lines: model.lines
    done: model.badge
    spoken: Spoken.inTurn([model.badge, model.title, ...model.lines])
    controlsHeight: ways.implicitHeight
    pictured: true
    pictureShare: Theme.largeText ? 0.42 : Theme.compact ? 0.58 : 0.56
    picture: PaperOutlet {
        anchors.fill: parent
        drawing: screen.model.drawing
        side: screen.model.traySide
    }

    WayButtons {
        id: ways

        width: parent.width
        options: screen.model.ways
        onChosen: index => screen.model.choose(index)
    }
}
