pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// One question and its options: two pictures where these tell them apart, else cards.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ChooseModel model

    // Few options leave room for a drawing above them.
    readonly property bool few: model.options.length <= 3
    readonly property bool pictorial: model.options.length === 2 && model.options[0].picture !== "" && model.options[1].picture !== ""

    title: model.question
    controlsHeight: few && !pictorial ? options.implicitHeight : -1
    pictured: few && !pictorial && model.drawing !== ""
    yielding: true
    picture: Picture {
        anchors.fill: parent
        name: screen.model.drawing
    }

    OptionList {
        id: options

        anchors.fill: parent
        options: screen.pictorial ? [] : screen.model.options
        onChosen: index => screen.model.choose(index)
    }

    Row {
        anchors.fill: parent
        visible: screen.pictorial
        spacing: Theme.gap

        Repeater {
            model: screen.pictorial ? screen.model.options : []

            PictureTile {
                required property OptionModel modelData
                required property int index

                width: (parent.width - Theme.gap) / 2
                height: Math.min(parent.height, 720)
                focus: index === 0
                label: modelData.label
                detail: modelData.detail
                picture: modelData.picture
                subject: screen.model.subject
                onActivated: screen.model.choose(index)
            }
        }
    }
}
