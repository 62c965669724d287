import QtQuick
import Kiosk

// A card and the slot it goes into, or comes out of: now and then it shows the way.
CardInsertion {
    id: slot

    // "in", "out" or "" for a card that is in and stays.
    property string direction: "in"

    readonly property bool moves: visible && direction !== "" && !Theme.reducedMotion
    readonly property real rest: direction === "" ? 0.9 : 0
    readonly property real far: direction === "out" ? 0.5 : 0.8

    // The card leaps out of the slot, for whoever has forgotten it.
    function leap(): void {
        if (!Theme.reducedMotion)
            leaping.restart();
    }

    way: direction
    hand: direction !== ""
    onPrimary: false
    glide: rest
    onMovesChanged: {
        if (!moves)
            glide = rest;
    }

    SequentialAnimation on glide {
        running: slot.moves && !leaping.running
        loops: Animation.Infinite

        // It glides one way and is back at once: whatever moves on a screen at rest costs power all day.
        PauseAnimation {
            duration: 3100
        }

        NumberAnimation {
            from: slot.direction === "out" ? slot.far : 0
            to: slot.direction === "out" ? 0 : slot.far
            duration: 700
            easing.type: Easing.InOutSine
        }

        PauseAnimation {
            duration: 700
        }

        NumberAnimation {
            to: 0
            duration: 0
        }
    }

    SequentialAnimation {
        id: leaping

        loops: 2

        NumberAnimation {
            target: slot
            property: "glide"
            to: 0.5
            duration: 200
            easing.type: Easing.OutQuad
        }

        NumberAnimation {
            target: slot
            property: "glide"
            to: 0
            duration: 200
            easing.type: Easing.InQuad
        }
    }
}
