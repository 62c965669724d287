import QtQuick
import Kiosk

// A reference to note down: large, and read aloud character by character.
Rectangle {
    id: panel

    required property string label
    required property string reference

    // As large as a line of it fits.
    readonly property int size: Math.max(32, Math.min(Theme.sizeTitle, Math.floor((width - 64) * 100 / whole.advanceWidth)))

    implicitHeight: words.implicitHeight + (Theme.landscape ? 24 : 48)
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

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: 32
        width: parent.width - 64

        Label {
            width: parent.width
            exposed: false
            text: panel.label
            size: Theme.sizeSmall
            color: Theme.text
        }

        Label {
            width: parent.width
            exposed: false
            text: panel.reference
            size: panel.size
            color: Theme.heading
            font.weight: Font.Bold
        }
    }
}
