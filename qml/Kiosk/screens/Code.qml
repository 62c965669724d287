pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The personal code: dots, never digits; a keypad, or the keys of a real one.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property CodeModel model

    title: model.title
    spoken: Spoken.inTurn([model.message, model.title, model.message === "" ? model.hint : ""])
    Keys.onPressed: event => {
        const digit = event.key >= Qt.Key_0 && event.key <= Qt.Key_9 ? String(event.key - Qt.Key_0) : "";
        if (event.isAutoRepeat || digit === "" && event.key !== Qt.Key_Backspace && event.key !== Qt.Key_Delete)
            return;
        Interaction.noticeKey();
        event.accepted = true;
        if (!Interaction.acceptsKey("keypad", digit, Theme.keyGuardMs))
            return;
        if (digit !== "")
            app.digit(digit);
        else
            app.eraseDigit();
    }
    informationHeight: entry.implicitHeight
    information: Column {
        id: entry

        y: Theme.landscape ? -12 : 0
        width: parent.width
        spacing: Theme.landscape ? 16 : Theme.lowMode ? Theme.gap : 36

        // A mistake takes the place of the hint, so that the keypad stays where it is.
        Item {
            width: parent.width
            height: Math.max(hint.implicitHeight, message.implicitHeight)

            Label {
                id: hint

                anchors.verticalCenter: parent.verticalCenter
                width: parent.width
                visible: screen.model.message === ""
                text: screen.model.hint
            }

            Badge {
                id: message

                anchors.verticalCenter: parent.verticalCenter
                width: Math.min(implicitWidth, parent.width)
                visible: text !== ""
                text: screen.model.message
                tone: "error"
            }
        }

        CodeDots {
            width: parent.width
            typed: screen.model.typed
            length: screen.model.length
        }

        Forgotten {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Math.min(parent.width, 620)
            visible: screen.model.canForget && Theme.landscape
        }
    }

    Keypad {
        id: keypad

        readonly property real room: parent.height - (forgotten.visible ? forgotten.height + Theme.gap : 0)

        y: Theme.landscape || Theme.lowMode ? 0 : entry.implicitHeight + 36
        width: parent.width
        keyHeight: Math.max(120, Math.min(150, (room - y - 3 * Theme.gap) / 4))
        keys: screen.model.keys
        canErase: screen.model.typed > 0
        canSubmit: screen.model.canSubmit
        onDigit: value => screen.app.digit(value)
        onErase: screen.app.eraseDigit()
        onSubmit: screen.app.submitCode()
    }

    Forgotten {
        id: forgotten

        anchors.horizontalCenter: parent.horizontalCenter
        y: keypad.y + keypad.height + Theme.gap
        width: Math.min(parent.width, 620)
        visible: screen.model.canForget && !Theme.landscape
    }

    // One stands under the keypad, the other beside it: a control that changes its parent while
    // its screen goes takes the process with it.
    component Forgotten: KButton {
        tone: "plain"
        icon: "lock"
        label: screen.model.forget
        onActivated: screen.app.forgotCode()
    }
}
