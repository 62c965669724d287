import QtQuick
import Kiosk

// A question that is answered on the keypad: what is typed, twelve keys, and what there is besides,
// under the keys of a portrait screen and beside those of a landscape one.
TypingFrame {
    id: screen

    property alias submitDescription: keypad.submitDescription
    // What shows what is typed, and on a landscape screen what there is besides.
    property alias entry: entry.data
    // On a portrait screen, what there is besides.
    property alias under: under.data

    keysBeside: true
    information: Column {
        id: entry

        width: parent.width
        spacing: Theme.landscape ? 20 : Theme.lowMode ? Theme.gap : 36

        Hint {
            width: parent.width
            text: screen.hint
            mistake: screen.message
            boxHeight: Theme.landscape ? 96 : 112
        }
    }

    Keypad {
        id: keypad

        readonly property real room: parent.height - (under.height > 0 ? under.height + Theme.gap : 0)

        y: Theme.landscape || Theme.lowMode ? 0 : entry.implicitHeight + 36
        width: parent.width
        keyHeight: Math.max(120, Math.min(180, (room - y - 3 * Theme.gap) / 4))
        keys: screen.keys
        canErase: screen.canErase
        canSubmit: screen.canSubmit
        onTyped: character => screen.typed(character)
        onErase: screen.erase()
        onSubmit: screen.submit()
    }

    Column {
        id: under

        y: keypad.y + keypad.height + Theme.gap
        width: parent.width
        spacing: Theme.gap
    }
}
