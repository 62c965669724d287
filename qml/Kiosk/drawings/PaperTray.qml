import QtQuick
import QtQuick.Shapes
import Kiosk
import "figures/hands.js" as Hands
import "figures/machines.js" as Machines

// A sheet that comes out of the printer: once into a hand when it is to be taken, over and over while
// it prints.
Drawing {
    id: tray

    property bool taken: true
    // How much of the sheet is still inside.
    property real inside: still

    readonly property bool moves: visible && !Theme.reducedMotion
    readonly property int length: 216
    readonly property int still: taken ? 0 : 44
    readonly property int slot: 84
    readonly property real end: slot + length - inside

    // What is written on the sheet, as far as it is out.
    function written(down: real, width: real): string {
        const y = slot + down - inside;
        return y < slot + 16 ? "" : "M164 " + y.toFixed(1) + "h" + width;
    }

    component Line: ShapePath {
        property alias path: svg.path

        fillColor: "transparent"
        strokeColor: Theme.drawnSoft
        strokeWidth: 12
        capStyle: ShapePath.RoundCap
        joinStyle: ShapePath.RoundJoin

        PathSvg {
            id: svg
        }
    }

    canvas: Qt.size(480, taken ? 360 : 270)
    largest: 2.2
    least: 0.16
    onMovesChanged: {
        if (!moves)
            inside = still;
    }

    Sketch {
        layers: [...Machines.reader(), ...(tray.taken ? Hands.fingers(262, 214) : [])]
    }

    // Its paths change and it stands still: without a GPU, a shape that moves leaves traces.
    Shape {
        preferredRendererType: Shape.CurveRenderer

        Line {
            path: "M132 " + tray.slot + "V" + (tray.end - 12).toFixed(1) + "q0 12 12 12h192q12 0 12 -12V" + tray.slot
            fillColor: Theme.drawnFill
            strokeColor: Theme.drawnLine
            strokeWidth: 10
        }

        Line {
            path: tray.written(40, 92)
            strokeColor: Theme.drawnLine
            strokeWidth: 16
        }

        Line {
            path: tray.written(76, 152) + tray.written(106, 120) + tray.written(136, 152)
        }

        Line {
            path: tray.end < tray.slot + 70 ? "" : "M166 " + (tray.end - 50).toFixed(1) + "h30v30h-30z"
            strokeColor: Tones.colours["strong"]
            strokeWidth: 12
        }
    }

    SequentialAnimation on inside {
        running: tray.moves
        loops: tray.taken ? 1 : Animation.Infinite

        NumberAnimation {
            // Its edge is in the slot.
            from: tray.length - 20
            to: tray.taken ? 0 : tray.still
            duration: tray.taken ? 900 : 2600
            easing.type: tray.taken ? Easing.OutCubic : Easing.Linear
        }

        PauseAnimation {
            duration: 600
        }
    }

    Sketch {
        visible: tray.taken
        layers: [...Hands.thumb(262, 214), ...Hands.cuff(262, 330)]
    }
}
