import QtQuick
import Kiosk

// A card and the slot it goes into, or comes out of.
Drawing {
    id: slot

    property string face: "front"
    // "in", "out" or "" for no arrow.
    property string direction: "in"
    // A sign at the card's corner: "close" for a wrong card, "retry" for one to turn over.
    property string sign: ""

    // The card leaps out of the slot, for whoever has forgotten it.
    function leap(): void {
        if (!Theme.reducedMotion)
            leaping.restart();
    }

    canvas: Qt.size(860, 640)

    CardFigure {
        x: 184
        y: slot.direction === "out" ? 4 : 14
        rotation: -4
        face: slot.face

        transform: Translate {
            id: leapt
        }
    }

    SequentialAnimation {
        id: leaping

        loops: 2

        NumberAnimation {
            target: leapt
            property: "y"
            to: -48
            duration: 200
            easing.type: Easing.OutQuad
        }

        NumberAnimation {
            target: leapt
            property: "y"
            to: 0
            duration: 200
            easing.type: Easing.InQuad
        }
    }

    Rectangle {
        y: 412
        x: 20
        width: 760
        height: 214
        radius: 40
        color: Theme.drawnSolid
        border.width: Theme.highContrast ? 6 : 0
        border.color: Theme.drawnLine

        Rectangle {
            x: 100
            width: 560
            height: 14
            radius: 7
            color: Theme.highContrast ? Theme.drawnLine : "#020a1e"
        }

        Rectangle {
            anchors.right: parent.right
            anchors.rightMargin: 34
            anchors.bottom: parent.bottom
            anchors.bottomMargin: 38
            width: 26
            height: 26
            radius: 13
            color: slot.sign !== "" ? Theme.warning : Theme.highContrast ? "#ffffff" : "#43cf9f"
        }
    }

    Arrow {
        x: 716
        y: 150
        visible: slot.direction !== ""
        up: slot.direction === "out"
    }

    Rectangle {
        x: 60
        y: 20
        width: 132
        height: 132
        radius: 66
        visible: slot.sign !== ""
        color: Theme.drawnFill
        border.width: 8
        border.color: Theme.accent

        Icon {
            anchors.centerIn: parent
            name: slot.sign
            size: 76
            color: Theme.accent
        }
    }
}
