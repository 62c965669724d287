import QtQuick
import Kiosk
import Kiosk.Models

// A line of a tool's page: a state, what it is about, what is found, since when, and what to do. One
// about which something can be done is a button.
Pressable {
    id: row

    required property ToolRowModel model

    readonly property color ink: pressed ? Theme.pressedInk : Theme.heading
    readonly property color soft: pressed ? Theme.pressedInk : Theme.textSoft

    name: [model.label, model.word].filter(part => part !== "").join(" : ")
    description: [model.value, model.detail, model.when, model.toDo].filter(part => part !== "").join(". ")
    available: model.opens
    radius: 18
    implicitHeight: Math.max(model.opens ? 96 : 64, words.implicitHeight + (Theme.landscape ? 20 : 32))

    Rectangle {
        anchors.fill: parent
        radius: row.radius
        color: row.pressed ? Theme.pressed : row.model.opens ? Theme.surface : "transparent"
        border.width: row.model.opens ? Theme.outlineWidth : 0
        border.color: row.model.tone === "failed" ? Theme.errorMark : Theme.outline
    }

    Rectangle {
        anchors.bottom: parent.bottom
        width: parent.width
        height: 2
        visible: !row.model.opens
        color: Theme.separator
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: 24
        width: row.width - x - (row.model.opens ? 84 : 24)
        spacing: 4

        Flow {
            width: parent.width
            spacing: 16

            StateMark {
                visible: row.model.word !== ""
                tone: row.model.tone
                icon: row.model.icon
                word: row.model.word
            }

            Label {
                width: Math.min(implicitWidth, parent.width)
                exposed: false
                text: row.model.label
                color: row.ink
                font.weight: Font.Bold
                lineHeight: Math.round(font.pixelSize * 1.2)
            }

            Label {
                width: Math.min(implicitWidth, parent.width)
                visible: text !== ""
                exposed: false
                text: row.model.when
                size: Theme.sizeSmall
                color: row.soft
                lineHeight: Math.round(Theme.sizeBody * 1.2)
            }
        }

        Line {
            words: row.model.value
            color: row.pressed ? Theme.pressedInk : Theme.text
        }

        Line {
            words: row.model.toDo
            color: row.pressed ? Theme.pressedInk : Theme.text
            font.weight: Font.DemiBold
        }

        Line {
            words: row.model.detail
            color: row.soft
        }
    }

    Icon {
        anchors.right: parent.right
        anchors.rightMargin: 24
        anchors.verticalCenter: parent.verticalCenter
        visible: row.model.opens
        name: "next"
        size: 40
        color: row.ink
    }

    component Line: Label {
        width: parent?.width ?? 0
        visible: words !== ""
        exposed: false
        wrapMode: Text.Wrap
        size: Theme.sizeSmall
        lineHeight: Math.round(font.pixelSize * 1.2)
    }
}
