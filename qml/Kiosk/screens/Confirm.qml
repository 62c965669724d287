import QtQuick
import Kiosk
import Kiosk.Models

// A summary in plain words before something that cannot be undone.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property ConfirmModel model

    title: model.question
    dense: width < 1600
    controlsHeight: actions.implicitHeight
    information: [
        FactList {
            id: facts

            anchors.fill: parent
            facts: screen.model.facts
            arrowsApart: Theme.lowMode
        },
        Picture {
            anchors.fill: parent
            anchors.topMargin: facts.roomBelow
            visible: height >= 260
            name: screen.model.drawing
        }
    ]

    FactActions {
        id: actions

        width: parent.width
        list: facts
        canReveal: screen.model.canReveal
        waysHeight: button.height
        onRevealed: screen.model.reveal()

        KButton {
            id: button

            width: actions.waysWidth
            implicitHeight: Theme.landscape ? 116 : 132
            focus: true
            tone: "primary"
            label: screen.model.button
            trailingIcon: "next"
            onActivated: screen.model.agree()
        }
    }
}
