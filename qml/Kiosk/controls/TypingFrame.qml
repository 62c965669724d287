import QtQuick
import Kiosk

// A question that is answered by typing, on the screen's keys or on real ones.
ScreenFrame {
    id: frame

    property string hint: ""
    property string message: ""
    property list<string> keys: []
    property bool canErase: false
    property bool canSubmit: false
    // What real keys may type here: one character. Nothing can be pasted.
    property var typable: /^[0-9A-Za-z]$/

    signal typed(string character)
    signal erase
    signal submit

    spoken: Spoken.inTurn([message, title, message === "" ? hint : ""])
    Keys.onPressed: event => {
        const character = typable.test(event.text) ? event.text : "";
        if (event.isAutoRepeat || !Interaction.isPlain(event.modifiers) || character === "" && event.key !== Qt.Key_Backspace && event.key !== Qt.Key_Delete)
            return;
        Interaction.noticeKey();
        event.accepted = true;
        if (!Interaction.acceptsKey("keys", character, Theme.keyGuardMs))
            return;
        if (character !== "")
            typed(character);
        else
            erase();
    }
}
