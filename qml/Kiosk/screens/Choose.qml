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

    Grid {
        id: pictures

        readonly property real highest: (parent.height - (columns === 1 ? spacing : 0)) / (columns === 1 ? 2 : 1)

        anchors.fill: parent
        visible: screen.pictorial
        columns: Theme.landscape ? 2 : 1
        spacing: Theme.gap

        Repeater {
            model: screen.pictorial ? screen.model.options : []

            PictureTile {
                required property OptionModel modelData
                required property int index

                width: pictures.columns === 1 ? pictures.width : (pictures.width - Theme.gap) / 2
                height: Math.min(pictures.highest, Theme.landscape ? 720 : 480)
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
