import QtQuick
import Kiosk
import Kiosk.Models

// One question and its options.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ChooseModel model

    title: model.question

    OptionList {
        anchors.fill: parent
        options: screen.model.options
        onChosen: index => screen.app.choose(index)
    }
}
