import QtQuick
import Kiosk
import Kiosk.Models

// The personal code: dots, never digits; a keypad, or the keys of a real one.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property CodeModel model

    title: model.title
    lines: model.message === "" ? [model.hint] : []
    Keys.onPressed: event => {
        if (event.key >= Qt.Key_0 && event.key <= Qt.Key_9)
            app.digit(String(event.key - Qt.Key_0));
        else if (event.key === Qt.Key_Backspace || event.key === Qt.Key_Delete)
            app.eraseDigit();
        else
            return;
        Interaction.noticeKey();
        event.accepted = true;
    }
    information: Column {
        width: parent.width
        spacing: 20

        Badge {
            width: Math.min(implicitWidth, parent.width)
            visible: screen.model.message !== ""
            text: screen.model.message
            tone: "error"
        }

        CodeDots {
            width: parent.width
            typed: screen.model.typed
            length: screen.model.length
        }
    }

    Keypad {
        id: keypad

        readonly property real room: parent.height - (forgotten.visible ? forgotten.height + Theme.gap : 0)

        y: Theme.landscape || Theme.lowMode ? 0 : 216
        width: parent.width
        focus: true
        keyHeight: Math.max(120, Math.min(150, (room - y - 3 * Theme.gap) / 4))
        keys: screen.model.keys
        canErase: screen.model.typed > 0
        canSubmit: screen.model.canSubmit
        onDigit: value => screen.app.digit(value)
        onErase: screen.app.eraseDigit()
        onSubmit: screen.app.submitCode()
    }

    KButton {
        id: forgotten

        anchors.horizontalCenter: parent.horizontalCenter
        y: keypad.y + keypad.height + Theme.gap
        width: Math.min(parent.width, 620)
        visible: screen.model.canForget
        tone: "plain"
        icon: "lock"
        label: screen.model.forget
        onActivated: screen.app.forgotCode()
    }
}
