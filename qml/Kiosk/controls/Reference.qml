import QtQuick
import Kiosk

// A reference to note down: large, and read aloud character by character.
Rectangle {
    id: panel

    required property string label
    required property string reference

    // On a wide screen the label stands before it, over those of the facts.
    readonly property bool row: Theme.wide
    readonly property real labelWidth: row ? words.width * 0.32 : words.width
    // As large as a line of it fits.
    readonly property int size: Math.max(32, Math.min(Theme.sizeTitle, Math.floor((words.width - (row ? labelWidth : 0)) * 100 / whole.advanceWidth)))

    implicitHeight: words.implicitHeight + (row ? 12 : Theme.landscape ? 24 : 48)
    radius: 18
    color: Theme.tint
    border.width: Theme.highContrast ? Theme.outlineWidth : 0
    border.color: Theme.outline
    Accessible.role: Accessible.StaticText
    Accessible.name: label + " : " + Spoken.spelled(reference)
    Accessible.ignored: !visible || !enabled

    TextMetrics {
        id: whole

        text: panel.reference
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
            text: panel.reference
            size: panel.size
            color: Theme.heading
            font.weight: Font.Bold
        }
    }
}
