pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The twelve keys: ten digits in the given order, erase at the lower left, submit at the lower right.
KeyField {
    id: keypad

    required property list<string> keys
    property real keyHeight: 120

    readonly property real keyWidth: (width - 2 * Theme.gap) / 3

    function columnAt(column: int): real {
        return column * (keyWidth + Theme.gap);
    }

    function rowAt(row: int): real {
        return row * (keyHeight + Theme.gap);
    }

    implicitHeight: 4 * keyHeight + 3 * Theme.gap

    Repeater {
        model: keypad.keys.slice(0, 9)

        DigitKey {
            required property int index
            required property string modelData

            x: keypad.columnAt(index % 3)
            y: keypad.rowAt(Math.floor(index / 3))
            character: modelData
        }
    }

    WordKey {
        y: keypad.rowAt(3)
        width: keypad.keyWidth
        height: keypad.keyHeight
        available: keypad.canErase
        label: qsTrId("control.keyboard.erase")
        description: keypad.eraseDescription
        icon: "erase"
        neighbour: arrow => keypad.keyBeside(this, arrow)
        onActivated: keypad.erase()
    }

    DigitKey {
        x: keypad.columnAt(1)
        y: keypad.rowAt(3)
        character: keypad.keys[9] ?? ""
    }

    WordKey {
        x: keypad.columnAt(2)
        y: keypad.rowAt(3)
        width: keypad.keyWidth
        height: keypad.keyHeight
        // Typing on real keys and then Enter submits: the focus waits here.
        focus: true
        primary: true
        available: keypad.canSubmit
        label: qsTrId("control.keyboard.submit")
        description: keypad.submitDescription
        icon: "check"
        neighbour: arrow => keypad.keyBeside(this, arrow)
        onActivated: keypad.submit()
    }

    component DigitKey: Key {
        width: keypad.keyWidth
        height: keypad.keyHeight
        description: qsTrId("control.keyboard.digit.description")
        neighbour: arrow => keypad.keyBeside(this, arrow)
        onActivated: keypad.typed(character)
    }
}
