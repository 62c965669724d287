pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// A code: dots, never digits; a keypad, or the keys of a real one, and a way to the letters.
KeypadFrame {
    id: screen

    required property KioskApp app
    required property CodeModel model

    readonly property bool mayHaveLetters: !model.provisional
    // Whether Afficher stands apart from the dots: there is no room beside them, or it would be too high.
    readonly property bool showsApart: Theme.landscape || Theme.lowMode
    // Whether everything here stands beside the keypad in little room.
    readonly property bool compact: Theme.landscape && (Theme.largeText || width < 1600)
    // Whether there is room to say whom the letters are for.
    readonly property bool captioned: !compact && !(Theme.largeText && Theme.lowMode)

    title: model.title
    titleSize: Theme.landscape && width < 1600 ? 56 : Theme.sizeTitle
    hint: model.hint
    message: model.message
    keys: model.keys
    canErase: model.typed > 0
    canSubmit: model.canSubmit
    // Real keys may type whatever a code may have: which that is, is decided where it is kept.
    typable: /^[^\x00-\x20\x7f]$/
    submitDescription: qsTrId("control.keyboard.submit.code.description")
    onTyped: character => model.typeCharacter(character)
    onErase: model.eraseCharacter()
    onSubmit: model.submitEntry()
    entry: [
        CodeField {
            width: parent.width
            height: screen.compact ? 84 : implicitHeight
            typed: screen.model.typed
            glimpse: screen.model.glimpse
            showsTyped: screen.model.showsTyped
            wrong: screen.message !== ""
            withButton: !screen.showsApart
            onToggled: screen.model.showTyped()
        },
        Others {
            visible: Theme.landscape
        },
        Forgotten {
            visible: screen.model.canForget && Theme.landscape
        }
    ]
    under: [
        Others {
            visible: !Theme.landscape && (screen.mayHaveLetters || screen.showsApart)
        },
        Forgotten {
            visible: screen.model.canForget && !Theme.landscape
        }
    ]

    // The letters, and Afficher where it does not stand beside the dots. Each stands under the keypad
    // or beside it: a control that changes its parent while its screen goes takes the process with it.
    component Others: Row {
        id: others

        readonly property int count: (screen.mayHaveLetters ? 1 : 0) + (screen.showsApart ? 1 : 0)
        readonly property real share: (width - (count - 1) * spacing) / count

        // A switch alone is no wider than the button under it.
        anchors.horizontalCenter: parent?.horizontalCenter
        width: Math.min(parent?.width ?? 0, screen.mayHaveLetters ? Infinity : 620)
        spacing: Theme.gap

        KButton {
            id: letters

            width: others.share
            visible: screen.mayHaveLetters
            size: Theme.sizeTitle
            label: qsTrId("code.letters")
            detail: screen.captioned ? qsTrId("code.letters.detail") : ""
            description: qsTrId("code.letters.detail")
            onActivated: screen.model.openLetters(true)
        }

        ShowTyped {
            width: others.share
            height: letters.visible ? letters.height : screen.compact ? 96 : implicitHeight
            visible: screen.showsApart
            showsTyped: screen.model.showsTyped
            onActivated: screen.model.showTyped()
        }
    }

    component Forgotten: KButton {
        anchors.horizontalCenter: parent?.horizontalCenter
        width: Math.min(parent?.width ?? 0, 620)
        height: screen.compact ? 96 : implicitHeight
        tone: "plain"
        label: screen.model.forget
        onActivated: screen.model.forgotCode()
    }
}
