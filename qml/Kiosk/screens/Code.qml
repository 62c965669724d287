pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// A code: dots, never digits; a keypad, or the keys of a real one, and a way to the letters.
KeypadFrame {
    id: screen

    required property KioskApp app
    required property CodeModel model

    // Whether Afficher stands apart from the dots: there is no room beside them, or it would be too high.
    readonly property bool showsApart: Theme.compact || Theme.lowMode

    title: model.title
    hint: model.hint
    message: model.message
    keys: model.keys
    canErase: model.typed > 0
    canSubmit: model.canSubmit
    // Real keys may type whatever a code may have: which that is, is decided where it is kept.
    typable: /^[^\x00-\x20\x7f]$/
    submitDescription: qsTrId("control.keyboard.submit.code.description")
    onTyped: character => model.typeCharacter(character)
    onErase: model.eraseCharacter()
    onSubmit: model.submitEntry()
    entry: [
        CodeField {
            width: parent.width
            height: Theme.compact ? 84 : implicitHeight
            typed: screen.model.typed
            glimpse: screen.model.glimpse
            showsTyped: screen.model.showsTyped
            wrong: screen.message !== ""
            withButton: !screen.showsApart
            onToggled: screen.model.showTyped()
        },
        Others {
            visible: Theme.landscape
        }
    ]
    under: Others {
        visible: !Theme.landscape
    }

    // Each stands under the keypad or beside it: a control that changes its parent while its screen goes
    // takes the process with it.
    component Others: CodeOthers {
        width: parent?.width ?? 0
        model: screen.model
        withShow: screen.showsApart
        withLetters: !screen.model.provisional
        captioned: !Theme.compact && !(Theme.largeText && Theme.lowMode)
        least: Theme.compact ? 96 : Theme.controlHeight
    }
}
