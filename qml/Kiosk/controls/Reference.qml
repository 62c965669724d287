import QtQuick
import Kiosk

// A reference to note down: large, and read aloud character by character.
Rectangle {
    id: panel

    required property string label
    required property string reference
    // Nothing else bears it: larger, on two lines.
    property bool toNote: false

    readonly property list<string> groups: reference.replace(/(\d{4})(?=\d)/g, "$1\u2009").split("-")
    readonly property int half: toNote ? Math.floor(groups.length / 2) : 0
    readonly property string first: groups.slice(0, half).join("-") + (half > 0 ? "-\n" : "")
    readonly property string grouped: first + groups.slice(half).join("-")

    // On a wide screen the label stands before it, over those of the facts.
    readonly property bool row: Theme.wide && !toNote
    readonly property real labelWidth: row ? words.width * 0.32 : words.width
    // As large as its lines fit.
    readonly property int size: Math.max(32, Math.min(Theme.sizeTitle * (toNote && !Theme.compact ? 1.25 : 1), Math.floor((words.width - (row ? labelWidth : 0)) * 100 / whole.width)))

    implicitHeight: words.implicitHeight + (row ? 12 : Theme.landscape ? 24 : 48)
    radius: 18
    color: Theme.tint
    border.width: Theme.highContrast ? Theme.outlineWidth : 0
    border.color: Theme.outline
    Accessible.role: Accessible.StaticText
    Accessible.name: label + " : " + Spoken.spelled(reference)
    Accessible.ignored: !visible || !enabled

    Text {
        id: whole

        visible: false
        text: panel.grouped
        textFormat: Text.PlainText
        font.family: Theme.family
        font.weight: Font.Bold
        font.pixelSize: 100
    }

    Grid {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: 32
        width: parent.width - 64
        columns: panel.row ? 2 : 1
        verticalItemAlignment: Grid.AlignVCenter

        Label {
            width: panel.labelWidth
            exposed: false
            text: panel.label
            size: Theme.sizeSmall
            color: Theme.text
        }

        Label {
            width: panel.row ? words.width - panel.labelWidth : words.width
            exposed: false
            text: panel.grouped
            size: panel.size
            color: Theme.heading
            font.weight: Font.Bold
        }
    }
}
