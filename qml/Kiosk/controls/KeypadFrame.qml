pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// A question that is answered on the keypad: what is typed, twelve keys, and what there is besides,
// under the keys of a portrait screen and beside those of a landscape one. What is long spans both
// columns of a small landscape screen.
TypingFrame {
    id: screen

    property alias submitDescription: keypad.submitDescription
    // What shows what is typed, and on a landscape screen what there is besides.
    property alias entry: entry.data
    // What there is besides, where what is typed spans both columns.
    property alias beside: beside.data
    // What there is besides, on a portrait screen.
    property alias under: under.data
    property bool spanning: false

    stacked: spanning
    keysBeside: true
    controlsHeight: spanning ? height - bottomPadding - belowWords - entry.implicitHeight - aboveControls : -1
    information: Column {
        id: entry

        width: parent.width
        spacing: Theme.landscape ? 20 : Theme.lowMode ? Theme.gap : 36

        Help {
            visible: !screen.spanning
        }
    }

    Column {
        id: beside

        width: screen.half
        visible: screen.spanning
        spacing: Theme.gap

        Help {}
    }

    Keypad {
        id: keypad

        readonly property real room: parent.height - (under.height > 0 ? under.height + Theme.gap : 0)

        x: screen.spanning ? screen.side + screen.half : 0
        y: Theme.landscape || Theme.lowMode ? 0 : entry.implicitHeight + 36
        width: parent.width - x
        keyHeight: Math.max(screen.spanning ? 96 : 120, Math.min(180, (room - y - 3 * Theme.gap) / 4))
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

    component Help: Hint {
        width: parent?.width ?? 0
        text: screen.hint
        mistake: screen.message
        boxHeight: Theme.landscape ? 96 : 112
    }
}
