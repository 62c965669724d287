pragma Singleton

import QtQuick

// What is written, as it is said aloud: dots that stand for hidden digits are named, not read out.
QtObject {
    readonly property var signs: ({
            "?": qsTrId("control.keyboard.question_mark"),
            "!": qsTrId("control.keyboard.exclamation_mark"),
            "$": qsTrId("control.keyboard.dollar"),
            "€": qsTrId("control.keyboard.euro"),
            "£": qsTrId("control.keyboard.pound"),
            "@": qsTrId("control.keyboard.at"),
            "&": qsTrId("control.keyboard.ampersand"),
            "(": qsTrId("control.keyboard.bracket_open"),
            "-": qsTrId("control.keyboard.hyphen"),
            "+": qsTrId("control.keyboard.plus"),
            "_": qsTrId("control.keyboard.underscore"),
            ")": qsTrId("control.keyboard.bracket_close"),
            "=": qsTrId("control.keyboard.equals"),
            "*": qsTrId("control.keyboard.asterisk"),
            "%": qsTrId("control.keyboard.percent"),
            "/": qsTrId("control.keyboard.slash"),
            "<": qsTrId("control.keyboard.less"),
            ">": qsTrId("control.keyboard.greater"),
            ",": qsTrId("control.keyboard.comma"),
            ".": qsTrId("control.keyboard.full_stop"),
            ";": qsTrId("control.keyboard.semicolon"),
            "'": qsTrId("control.keyboard.apostrophe"),
            "°": qsTrId("control.keyboard.degree")
        })

    // The name of a sign on a key; a letter and a digit are their own.
    function sign(character: string): string {
        return signs[character] ?? character;
    }

    function of(text: string): string {
        return text.replace(/•[•\s]*/g, qsTrId("control.masked") + " ").trim();
    }

    // Several texts one after the other, each ended so that the voice falls.
    function inTurn(texts: list<string>): string {
        return texts.filter(text => text !== "").map(text => of(text).replace(/([^.?!:])$/, "$1.")).join(" ");
    }

    // A reference, character by character, with a pause between its groups.
    function spelled(reference: string): string {
        return reference.split("-").map(group => group.split("").join(" ")).join(", ");
    }
}
