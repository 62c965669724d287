import QtQuick
import Kiosk
import Kiosk.Models

// What a line of a tool's page says: its state, what it is about, since when; what is found, what to do.
Column {
    id: said

    required property ToolRowModel model
    property bool pressed: false
    // What is found is told in so many lines, or on the page that it opens alone.
    property int most: 99

    readonly property color ink: pressed ? Theme.pressedInk : Theme.heading
    readonly property color plain: pressed ? Theme.pressedInk : Theme.text
    readonly property color soft: pressed ? Theme.pressedInk : Theme.textSoft

    spacing: 4

    Flow {
        width: parent.width
        spacing: 16

        StateMark {
            visible: said.model.word !== ""
            tone: said.model.tone
            icon: said.model.icon
            word: said.model.word
        }

        Part {
            text: said.model.label
            size: Theme.sizeBody
            color: said.ink
            font.weight: Font.Bold
        }

        Part {
            text: said.model.when
            color: said.soft
        }
    }

    Line {
        words: said.model.value
        color: said.plain
        visible: words !== "" && lineCount <= said.most
    }

    Line {
        words: said.model.toDo
        color: said.plain
        font.weight: Font.DemiBold
    }

    Line {
        words: said.model.detail
        color: said.soft
    }

    // A reference has no space to break at.
    component Part: Label {
        width: Math.min(Math.ceil(implicitWidth), parent?.width ?? 0)
        visible: text !== ""
        exposed: false
        wrapMode: Text.Wrap
        size: Theme.sizeSmall
        lineHeight: Math.round(Theme.sizeBody * 1.2)
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
