pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The letters as on French keyboards, in capitals as addresses are written, digits, and what stands
// between words. One key shows the letters with accents and the rarer signs, until one of them is typed.
KeyField {
    id: keyboard

    // The ten digits in their order.
    required property list<string> keys
    property real keyHeight: 120

    // Row by row; each fills its width.
    readonly property list<string> letters: ["AZERTYUIOP", "QSDFGHJKLM", "WXCVBN,.-'"]
    readonly property list<string> accents: ["ÉÈÊËÀÂÇÎÏÔ", "ÛÙÜŒÆÄÖŸ", "°&/(),.-'"]
    property bool accented: false

    // 5 mm at least: a finger meets one key only.
    readonly property int apart: Theme.wide ? Theme.gap : 19
    readonly property int rowsApart: Theme.gap
    // A landscape screen has room for the digits beside the letters.
    readonly property bool beside: Theme.landscape
    readonly property real between: beside && width > 1500 ? 0.4 : 0
    readonly property real columns: (beside ? 13 : 10) + between
    readonly property int rows: beside ? 4 : 5
    readonly property real pitch: (width + apart) / columns

    function rowAt(row: int): real {
        return row * (keyHeight + rowsApart);
    }

    implicitHeight: rows * (keyHeight + rowsApart) - rowsApart

    Repeater {
        model: keyboard.beside ? [] : keyboard.keys

        CharacterKey {
            required property int index
            required property string modelData

            character: modelData
            column: index
        }
    }

    // Thirty keys that stay: the one that is pressed is not replaced under the finger.
    Repeater {
        model: 30

        CharacterKey {
            required property int index
            readonly property int line: Math.floor(index / 10)
            readonly property string all: (keyboard.accented ? keyboard.accents : keyboard.letters)[line]

            character: all[index % 10] ?? ""
            visible: character !== ""
            row: line + (keyboard.beside ? 0 : 1)
            column: index % 10 * span
            span: 10 / all.length
        }
    }

    ActionKey {
        span: 2
        label: keyboard.accented ? qsTrId("control.keyboard.letters") : qsTrId("control.keyboard.accents")
        description: keyboard.accented ? qsTrId("control.keyboard.letters.description") : qsTrId("control.keyboard.accents.description")
        onActivated: keyboard.accented = !keyboard.accented
    }

    ActionKey {
        column: 2
        span: keyboard.beside ? 5 : 3
        label: qsTrId("control.keyboard.space")
        description: qsTrId("control.keyboard.key.description")
        onActivated: keyboard.typed(" ")
    }

    ActionKey {
        column: keyboard.beside ? 7 : 5
        span: keyboard.beside ? 3 : 2.5
        available: keyboard.canErase
        label: qsTrId("control.keyboard.erase")
        description: keyboard.eraseDescription
        icon: "erase"
        onActivated: keyboard.erase()
    }

    Repeater {
        model: keyboard.beside ? keyboard.keys : []

        CharacterKey {
            required property int index
            required property string modelData

            character: modelData
            row: Math.floor(index / 3)
            column: 10 + keyboard.between + index % 3
        }
    }

    ActionKey {
        column: keyboard.beside ? 11 + keyboard.between : 7.5
        span: keyboard.beside ? 2 : 2.5
        // Typing on real keys and then Enter submits: the focus waits here.
        focus: true
        primary: true
        available: keyboard.canSubmit
        label: qsTrId("control.keyboard.submit")
        description: keyboard.submitDescription
        icon: "check"
        onActivated: keyboard.submit()
    }

    component CharacterKey: Key {
        property int row: 0
        property real column: 0
        property real span: 1

        x: column * keyboard.pitch
        y: keyboard.rowAt(row)
        width: span * keyboard.pitch - keyboard.apart
        height: keyboard.keyHeight
        // A comma is small in itself.
        size: ",.-'°".includes(character) ? keyboard.keyHeight * 0.75 : Math.min(Theme.sizeTitle - 8, keyboard.keyHeight * 0.7)
        name: Spoken.sign(character)
        spaceActs: false
        neighbour: arrow => keyboard.keyBeside(this, arrow)
        onActivated: {
            keyboard.typed(character);
            keyboard.accented = false;
        }
    }

    component ActionKey: WordKey {
        property real column: 0
        property real span: 1

        x: column * keyboard.pitch
        y: keyboard.rowAt(keyboard.rows - 1)
        width: span * keyboard.pitch - keyboard.apart
        height: keyboard.keyHeight
        spaceActs: false
        neighbour: arrow => keyboard.keyBeside(this, arrow)
    }
}
