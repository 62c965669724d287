pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The personal code: dots, never digits; a keypad, or the keys of a real one.
KeypadFrame {
    id: screen

    required property KioskApp app
    required property CodeModel model

    title: model.title
    hint: model.hint
    message: model.message
    keys: model.keys
    canErase: model.typed > 0
    canSubmit: model.canSubmit
    submitDescription: qsTrId("control.keyboard.submit.code.description")
    onTyped: character => model.typeCharacter(character)
    onErase: model.eraseCharacter()
    onSubmit: model.submitEntry()
    entry: [
        CodeDots {
            width: parent.width
            typed: screen.model.typed
            length: screen.model.length
        },
        Forgotten {
            visible: screen.model.canForget && Theme.landscape
        }
    ]
    under: Forgotten {
        visible: screen.model.canForget && !Theme.landscape
    }

    // One stands under the keypad, the other beside it: a control that changes its parent while
    // its screen goes takes the process with it.
    component Forgotten: KButton {
        anchors.horizontalCenter: parent?.horizontalCenter
        width: Math.min(parent?.width ?? 0, 620)
        tone: "plain"
        icon: "lock"
        label: screen.model.forget
        onActivated: screen.model.forgotCode()
    }
}
