import QtQuick
import Kiosk

// A tool of staff: its picture, its name, and the state of what it looks after.
Pressable {
    id: tile

    required property string label
    required property string detail
    required property string picture
    required property string tone
    required property string icon
    required property string word

    readonly property bool stated: word !== ""
    // In a smaller one nothing could be made out. `visible` would not say it: on another page nothing is.
    readonly property bool pictured: ground.width >= 100
    readonly property color ink: pressed ? Theme.pressedInk : Theme.heading

    name: label
    description: [word, detail].filter(part => part !== "").join(". ")
    radius: 18
    implicitHeight: Math.max(120, words.implicitHeight + 16)

    Rectangle {
        anchors.fill: parent
        radius: tile.radius
        color: tile.pressed ? Theme.pressed : Theme.surface
        border.width: Theme.highContrast || tile.tone === "failed" ? Theme.outlineWidth : 2
        border.color: tile.tone === "failed" ? Theme.errorMark : Theme.outline
    }

    Rectangle {
        id: ground

        x: 12
        y: 12
        width: Math.min(tile.width * (Theme.landscape ? 0.24 : 0.28), tile.height - 24)
        height: tile.height - 24
        visible: tile.pictured
        radius: 12
        color: tile.pressed ? Theme.pressed : Theme.tint

        Picture {
            anchors.fill: parent
            anchors.margins: 8
            name: tile.picture
        }
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: tile.pictured ? ground.x + ground.width + 20 : 24
        width: tile.width - x - 16
        spacing: 4

        Label {
            width: parent.width
            exposed: false
            words: tile.label
            color: tile.ink
            font.weight: Font.Bold
            lineHeight: Math.round(font.pixelSize * 1.15)
        }

        StateMark {
            visible: tile.stated
            tone: tile.tone
            icon: tile.icon
            word: tile.word
        }
    }
}
