import QtQuick
import Kiosk
import Kiosk.Models

// One question and its options.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ChooseModel model

    // Few options leave room for a drawing above them.
    readonly property bool few: model.options.length <= 3

    title: model.question
    controlsHeight: few ? options.implicitHeight : -1
    pictured: few && model.drawing !== ""
    yielding: true
    picture: Picture {
        anchors.fill: parent
        name: screen.model.drawing
    }

    OptionList {
        id: options

        anchors.fill: parent
        options: screen.model.options
        onChosen: index => screen.model.choose(index)
    }
}
