import QtQuick
import Kiosk
import Kiosk.Models

// A code that has letters: dots and a keyboard, or the keys of a real one.
TypingFrame {
    id: screen

    required property KioskApp app
    required property CodeModel model

    readonly property real keysFrom: Theme.lowMode ? Math.max(Theme.lowLine, belowWords) : belowWords + entry.implicitHeight + aboveControls
    readonly property real below: under.visible ? under.height + Theme.gap : 0
    readonly property real keyRoom: (height - bottomPadding - keysFrom - below - (keyboard.rows - 1) * keyboard.rowsApart) / keyboard.rows

    title: model.title
    stacked: Theme.landscape
    hint: model.hint
    message: model.message
    keys: model.keys
    canErase: model.typed > 0
    canSubmit: model.canSubmit
    typable: /^[^\x00-\x20\x7f]$/
    onTyped: character => model.typeCharacter(character)
    onErase: model.eraseCharacter()
    onSubmit: model.submitEntry()
    controlsHeight: keyboard.implicitHeight + below
    information: Column {
        id: entry

        width: parent.width
        spacing: Theme.landscape ? (width < 1600 ? 4 : 12) : Theme.lowMode ? Theme.gap : 36

        Hint {
            width: parent.width
            text: screen.hint
            mistake: screen.message
            boxHeight: Theme.landscape ? 56 : 112
            size: Theme.landscape ? Math.min(42, Theme.sizeBody) : Theme.sizeBody
        }

        CodeField {
            width: parent.width
            height: Theme.landscape ? 96 : implicitHeight
            withButton: !Theme.lowMode
            typed: screen.model.typed
            glimpse: screen.model.glimpse
            showsTyped: screen.model.showsTyped
            wrong: screen.message !== ""
            onToggled: screen.model.showTyped()
        }
    }

    CodeKeyboard {
        id: keyboard

        // On a portrait screen ten keys like a little more room than words do.
        x: Theme.landscape ? 0 : Theme.margin - Theme.contentMargin
        width: parent.width - 2 * x
        keyHeight: Math.max(96, Math.min(128, screen.keyRoom))
        keys: screen.keys
        canErase: screen.canErase
        canSubmit: screen.canSubmit
        submitDescription: qsTrId("control.keyboard.submit.code.description")
        onTyped: character => screen.typed(character)
        onErase: screen.erase()
        onSubmit: screen.submit()
        onDigitsOnly: screen.model.openLetters(false)
    }

    CodeOthers {
        id: under

        y: keyboard.height + Theme.gap
        width: parent.width
        visible: !Theme.landscape
        model: screen.model
        withShow: Theme.lowMode
    }
}
