pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The keys of a code that has letters: small ones first, as on French keyboards, one capital after ⇧,
// and a page of the digits and of exactly the signs that such a code may have.
KeyField {
    id: keyboard

    // The ten digits in their order.
    required property list<string> keys
    property real keyHeight: 120

    property bool shifted: false
    property bool signs: false
    readonly property string letters: "azertyuiopqsdfghjklmwxcvbn"
    // The last three stand in the lowest row.
    readonly property string marks: "?!$€£@&(-+_)=*%/<>,.;"
    // 5 mm at least: a finger meets one key only.
    readonly property int apart: Theme.landscape ? Theme.gap : 19
    readonly property int rowsApart: Theme.compact && Theme.largeText ? 19 : Theme.gap
    readonly property int rows: 4
    readonly property real pitch: (width + apart) / 10

    // The keypad again, for a code of digits alone.
    signal digitsOnly

    function give(character: string): void {
        typed(character);
        shifted = false;
    }

    implicitHeight: rows * (keyHeight + rowsApart) - rowsApart

    // In the order in which they are read, which is the order of Tab.
    LetterKeys {
        many: 20
    }

    Repeater {
        model: keyboard.signs ? keyboard.keys : []

        CharacterKey {
            required property int index
            required property string modelData

            character: modelData
            column: index
        }
    }

    MarkKeys {
        many: 18
        row: 1
    }

    ActionKey {
        row: 2
        span: 2
        visible: !keyboard.signs
        checkable: true
        checked: keyboard.shifted
        lit: checked
        name: qsTrId("control.keyboard.shift")
        description: qsTrId("control.keyboard.shift.description")
        label: qsTrId("control.keyboard.shift.label")
        icon: "shift"
        onActivated: keyboard.shifted = !keyboard.shifted
    }

    LetterKeys {
        from: 20
        many: 6
        row: 2
        column: 2
    }

    ActionKey {
        row: 2
        column: 8
        span: 2
        available: keyboard.canErase
        label: qsTrId("control.keyboard.erase")
        description: keyboard.eraseDescription
        icon: "erase"
        onActivated: keyboard.erase()
    }

    ActionKey {
        row: 3
        span: 2
        name: keyboard.signs ? qsTrId("control.keyboard.letters") : qsTrId("control.keyboard.signs.name")
        label: keyboard.signs ? qsTrId("control.keyboard.abc") : qsTrId("control.keyboard.signs")
        description: keyboard.signs ? qsTrId("control.keyboard.abc.description") : qsTrId("control.keyboard.signs.description")
        onActivated: {
            keyboard.signs = !keyboard.signs;
            keyboard.shifted = false;
        }
    }

    MarkKeys {
        from: 18
        many: 3
        row: 3
        column: 2
        span: 4 / 3
    }

    ActionKey {
        row: 3
        column: 2
        span: 4
        visible: !keyboard.signs
        label: qsTrId("code.digits")
        description: qsTrId("code.digits.description")
        onActivated: keyboard.digitsOnly()
    }

    ActionKey {
        row: 3
        column: 6
        span: 4
        // Typing on real keys and then Enter submits: the focus waits here.
        focus: true
        primary: true
        available: keyboard.canSubmit
        label: qsTrId("control.keyboard.submit")
        description: keyboard.submitDescription
        icon: "check"
        onActivated: keyboard.submit()
    }

    // So many letters from one of them on, ten to a row, from a place on.
    component LetterKeys: Repeater {
        id: letterKeys

        required property int many
        property int from: 0
        property int row: 0
        property int column: 0

        model: keyboard.signs ? 0 : many

        CharacterKey {
            required property int index
            readonly property string small: keyboard.letters[letterKeys.from + index]

            character: keyboard.shifted ? small.toUpperCase() : small
            name: keyboard.shifted ? `${character} ${qsTrId("control.keyboard.capital")}` : small
            row: letterKeys.row + Math.floor(index / 10)
            column: letterKeys.column + index % 10
        }
    }

    // The same of the signs.
    component MarkKeys: Repeater {
        id: markKeys

        required property int many
        property int from: 0
        property int row: 0
        property int column: 0
        property real span: 1

        model: keyboard.signs ? many : 0

        CharacterKey {
            required property int index

            character: keyboard.marks[markKeys.from + index]
            row: markKeys.row + Math.floor(index / 10)
            column: markKeys.column + index % 10 * span
            span: markKeys.span
        }
    }

    component CharacterKey: Key {
        property int row: 0
        property real column: 0
        property real span: 1

        x: column * keyboard.pitch
        y: row * (keyboard.keyHeight + keyboard.rowsApart)
        width: span * keyboard.pitch - keyboard.apart
        height: keyboard.keyHeight
        // A comma is small in itself.
        size: ",.;-".includes(character) ? Math.min(80, keyboard.keyHeight * 0.75) : Math.min(Theme.sizeTitle, keyboard.keyHeight * 0.7)
        name: Spoken.sign(character)
        neighbour: arrow => keyboard.keyBeside(this, arrow)
        onActivated: keyboard.give(character)
    }

    component ActionKey: WordKey {
        property int row: 0
        property real column: 0
        property real span: 1

        x: column * keyboard.pitch
        y: row * (keyboard.keyHeight + keyboard.rowsApart)
        width: span * keyboard.pitch - keyboard.apart
        height: keyboard.keyHeight
        neighbour: arrow => keyboard.keyBeside(this, arrow)
    }
}
