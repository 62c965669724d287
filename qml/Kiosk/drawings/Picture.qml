import QtQuick
import Kiosk

// A drawing by its name; an unknown or empty name shows nothing.
Item {
    id: picture

    required property string name

    readonly property var faces: ({
            "card": "front",
            "cardIn": "front",
            "cardOld": "old",
            "cardOther": "other",
            "cardUpsideDown": "back",
            "takeCard": "front"
        })
    // Whether there is anything to see in the room that is left.
    readonly property bool shows: card.visible || sheet.visible || printer.visible || thing.visible

    CardSlot {
        id: card

        anchors.fill: parent
        wanted: picture.name in picture.faces
        face: picture.faces[picture.name] ?? "front"
        direction: picture.name === "cardIn" ? "in" : picture.name === "card" || picture.name === "cardUpsideDown" ? "" : "out"
        sign: picture.name === "card" || picture.name === "cardIn" || picture.name === "takeCard" ? "" : picture.name === "cardUpsideDown" ? "retry" : "close"
    }

    PaperTray {
        id: sheet

        anchors.fill: parent
        wanted: picture.name === "paperOut" || picture.name === "printing"
        taken: picture.name === "paperOut"
    }

    PrinterFigure {
        id: printer

        anchors.fill: parent
        wanted: picture.name === "printer" || picture.name in signs
        trouble: picture.name
    }

    ThingFigure {
        id: thing

        anchors.fill: parent
        wanted: picture.name in things
        thing: picture.name
    }
}
