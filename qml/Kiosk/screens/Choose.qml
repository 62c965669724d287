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
    spread: !few
    controlsHeight: few && !Theme.landscape ? options.implicitHeight : -1
    information: Picture {
        anchors.fill: parent
        name: screen.few ? screen.model.drawing : ""
    }

    OptionList {
        id: options

        anchors.fill: parent
        options: screen.model.options
        onChosen: index => screen.model.choose(index)
    }
}
