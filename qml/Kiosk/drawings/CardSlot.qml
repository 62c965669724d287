import QtQuick
import Kiosk

// A card and the slot it goes into, or comes out of: now and then it shows the way.
Drawing {
    id: slot

    property string face: "front"
    // "in", "out" or "" for no arrow.
    property string direction: "in"
    // A sign at the card's corner: "close" for a wrong card, "retry" for one to turn over.
    property string sign: ""
    // How far the card has gone its way, in pixels of the canvas.
    property real gone: 0

    readonly property bool moves: visible && direction !== "" && !Theme.reducedMotion
    readonly property real way: direction === "in" ? 64 : -44

    // The card leaps out of the slot, for whoever has forgotten it.
    function leap(): void {
        if (!Theme.reducedMotion)
            leaping.restart();
    }

    canvas: Qt.size(800, 640)
    onMovesChanged: {
        if (!moves)
            gone = 0;
    }

    CardFigure {
        x: 160
        // A card that is read stands deep in the slot.
        y: slot.direction === "" && slot.sign === "" ? 84 : 14
        rotation: -4
        face: slot.face

        transform: Translate {
            id: leapt

            y: slot.gone
        }
    }

    SequentialAnimation on gone {
        running: slot.moves && !leaping.running
        loops: Animation.Infinite

        PauseAnimation {
            duration: 3600
        }

        NumberAnimation {
            to: slot.way
            duration: 700
            easing.type: Easing.InOutSine
        }

        PauseAnimation {
            duration: 700
        }

        NumberAnimation {
            to: 0
            duration: 700
            easing.type: Easing.InOutSine
        }
    }

    SequentialAnimation {
        id: leaping

        loops: 2

        NumberAnimation {
            target: slot
            property: "gone"
            to: -48
            duration: 200
            easing.type: Easing.OutQuad
        }

        NumberAnimation {
            target: slot
            property: "gone"
            to: 0
            duration: 200
            easing.type: Easing.InQuad
        }
    }

    Sketch {
        layers: [
            ["M60 412h680q40 0 40 40v134q0 40 -40 40h-680q-40 0 -40 -40v-134q0 -40 40 -40z", "solid", "", 0],
            ["M120 419h560", "", "dark", 14],
            ["M733 562a13 13 0 1 0 0.01 0z", slot.sign === "" ? "ok" : "warning", "", 0]
        ]
    }

    Arrow {
        x: 668
        y: 150
        visible: slot.direction !== ""
        up: slot.direction === "out"
        alone: false
        drift: Math.abs(slot.gone) * 0.5
    }

    SignDisc {
        x: 44
        y: 20
        sign: slot.sign
    }
}
