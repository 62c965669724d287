pragma Singleton

import QtQuick

// What is written, as it is said aloud: dots that stand for hidden digits are named, not read out.
QtObject {
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
