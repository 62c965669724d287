pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The twelve keys: ten digits in the given order, erase at the lower left, submit at the lower right.
Item {
    id: keypad

    required property list<string> keys
    property bool canErase: true
    property bool canSubmit: false
    property real keyHeight: 120

    readonly property int columns: 3

    signal digit(string value)
    signal erase
    signal submit

    // The key reached from `from` by an arrow, or null at the edge.
    function neighbourOf(from: int, key: int): Item {
        const column = from % columns;
        switch (key) {
        case Qt.Key_Left:
            return column > 0 ? keyAt(from - 1) : null;
        case Qt.Key_Right:
            return column < columns - 1 ? keyAt(from + 1) : null;
        case Qt.Key_Up:
            return from >= columns ? keyAt(from - columns) : null;
        case Qt.Key_Down:
            return from < 9 ? keyAt(from + columns) : null;
        }
        return null;
    }

    function keyAt(position: int): Item {
        if (position === 9)
            return eraseKey;
        if (position === 11)
            return submitKey;
        return position === 10 ? zero : digits.itemAt(position);
    }

    implicitHeight: 4 * keyHeight + 3 * Theme.gap

    Grid {
        columns: keypad.columns
        spacing: Theme.gap

        Repeater {
            id: digits

            model: keypad.keys.slice(0, 9)

            KeypadKey {
                required property int index
                required property string modelData

                width: (keypad.width - 2 * Theme.gap) / 3
                height: keypad.keyHeight
                digit: modelData
                neighbour: key => keypad.neighbourOf(index, key)
                onActivated: keypad.digit(digit)
            }
        }

        KeypadKey {
            id: eraseKey

            width: (keypad.width - 2 * Theme.gap) / 3
            height: keypad.keyHeight
            available: keypad.canErase
            label: qsTrId("control.keypad.erase")
            description: qsTrId("control.keypad.erase.description")
            icon: "erase"
            neighbour: key => keypad.neighbourOf(9, key)
            onActivated: keypad.erase()
        }

        KeypadKey {
            id: zero

            width: (keypad.width - 2 * Theme.gap) / 3
            height: keypad.keyHeight
            digit: keypad.keys[9] ?? ""
            neighbour: key => keypad.neighbourOf(10, key)
            onActivated: keypad.digit(digit)
        }

        KeypadKey {
            id: submitKey

            width: (keypad.width - 2 * Theme.gap) / 3
            height: keypad.keyHeight
            // Typing on real keys and then Enter submits: the focus waits here.
            focus: true
            primary: true
            available: keypad.canSubmit
            label: qsTrId("control.keypad.submit")
            description: qsTrId("control.keypad.submit.description")
            icon: "check"
            neighbour: key => keypad.neighbourOf(11, key)
            onActivated: keypad.submit()
        }
    }
}
