import QtQuick
import Kiosk

// A health card, upright: its front with the chip, its back, an old one, or somebody else's card.
Rectangle {
    id: card

    // "front", "back", "old" or "other".
    property string face: "front"

    width: 460
    height: 420
    radius: 36
    color: Theme.drawnFill
    border.width: 8
    border.color: Theme.drawnLine
    antialiasing: true

    Rectangle {
        x: 8
        y: card.face === "back" ? 64 : 8
        width: parent.width - 16
        height: card.face === "back" ? 84 : 104
        topLeftRadius: card.face === "back" ? 0 : 28
        topRightRadius: card.face === "back" ? 0 : 28
        color: card.face === "back" ? Theme.drawnLine : Theme.drawnTint
        antialiasing: true
    }

    Label {
        x: 48
        y: 30
        visible: card.face === "front" || card.face === "old"
        exposed: false
        text: qsTrId("drawing.card.word")
        size: 52
        color: Theme.drawnLine
        font.weight: Font.Bold
        lineHeight: 60
    }

    Rectangle {
        x: 48
        y: card.face === "back" ? 190 : 144
        width: 210
        height: 22
        radius: 11
        visible: card.face !== "other"
        color: Theme.drawnSoft
        antialiasing: true
    }

    Rectangle {
        x: 48
        y: card.face === "back" ? 236 : 190
        width: 150
        height: 22
        radius: 11
        visible: card.face !== "other"
        color: Theme.drawnSoft
        antialiasing: true
    }

    Label {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 112
        visible: card.face === "other"
        exposed: false
        text: "?"
        size: 170
        color: Theme.drawnLine
        font.weight: Font.Bold
        lineHeight: 190
    }

    Label {
        anchors.right: parent.right
        anchors.rightMargin: 44
        y: 126
        visible: card.face === "old"
        exposed: false
        text: "1998"
        size: 52
        color: Theme.drawnLine
        font.weight: Font.Bold
        lineHeight: 60
    }

    ChipFigure {
        anchors.horizontalCenter: parent.horizontalCenter
        y: 244
        visible: card.face === "front" || card.face === "old"
    }
}
