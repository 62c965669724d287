import QtQuick
import Kiosk

// One setting: a glyph over its word, or beside it in the one row of a wide screen. What is on has a
// tick, too.
Pressable {
    id: button

    required property string icon
    required property string label

    readonly property real needed: Math.ceil(words.implicitWidth) + (beside ? glyph.width + 16 : 0) + 32
    readonly property bool beside: Theme.landscape && !Theme.glyphsOver
    readonly property color ink: pressed ? Theme.pressedInk : checked ? Theme.primaryInk : Theme.heading

    name: label

    Rectangle {
        anchors.fill: parent
        radius: button.radius
        color: button.pressed ? Theme.pressed : button.checked ? Theme.primary : Theme.tint
        border.width: Theme.highContrast ? Theme.outlineWidth : 0
        border.color: button.checked || button.pressed ? color : Theme.outline
    }

    Row {
        id: glyph

        x: Math.round(button.beside ? (button.width - width - 16 - words.implicitWidth) / 2 : (button.width - width) / 2)
        y: button.beside ? (button.height - height) / 2 : (button.height - height - words.height) / 2
        spacing: 8

        Icon {
            name: button.icon
            size: 40
            color: button.ink
        }

        Icon {
            visible: button.checked
            name: "check"
            size: 40
            color: button.ink
        }
    }

    Label {
        id: words

        x: button.beside ? glyph.x + glyph.width + 16 : 0
        y: button.beside ? (button.height - height) / 2 : glyph.y + glyph.height
        width: button.beside ? implicitWidth : button.width
        horizontalAlignment: Text.AlignHCenter
        exposed: false
        text: button.label
        size: Theme.sizeSmall
        color: button.ink
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.15)
    }
}
