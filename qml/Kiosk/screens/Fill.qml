import QtQuick
import Kiosk
import Kiosk.Models

// A line of words to type: a keyboard, or the keys of a real one.
TypingFrame {
    id: screen

    required property KioskApp app
    required property FillModel model

    readonly property real keysFrom: Theme.lowMode ? Math.max(Theme.lowLine, belowWords) : belowWords + entry.implicitHeight + aboveControls
    readonly property real keyRoom: (height - bottomPadding - keysFrom - (keyboard.rows - 1) * keyboard.rowsApart) / keyboard.rows

    title: model.title
    stacked: true
    hint: model.hint
    message: model.message
    keys: model.keys
    canErase: model.typed > 0
    canSubmit: model.canSubmit
    typable: /^[^\x00-\x1f\x7f]$/
    onTyped: character => model.typeCharacter(character)
    onErase: model.eraseCharacter()
    onSubmit: model.submitEntry()
    controlsHeight: keyboard.implicitHeight
    information: [
        Picture {
            width: parent.width
            height: parent.height - entry.implicitHeight - 2 * Theme.gap
            visible: !Theme.landscape
            name: screen.model.drawing
        },
        Column {
            id: entry

            anchors.bottom: parent.bottom
            width: parent.width
            spacing: Theme.landscape ? 8 : Theme.gap

            Hint {
                width: parent.width
                text: screen.hint
                mistake: screen.message
                boxHeight: Theme.landscape ? 56 : 112
                size: Theme.landscape ? Theme.sizeSmall : Theme.sizeBody
            }

            TypedField {
                width: parent.width
                written: screen.model.written
                rest: screen.model.rest
                typed: screen.model.typed
                unspoken: screen.model.unspoken
                wrong: screen.message !== ""
            }
        }
    ]

    Keyboard {
        id: keyboard

        width: parent.width
        keyHeight: Math.max(96, Math.min(120, screen.keyRoom))
        keys: screen.keys
        canErase: screen.canErase
        canSubmit: screen.canSubmit
        onTyped: character => screen.typed(character)
        onErase: screen.erase()
        onSubmit: screen.submit()
    }
}
