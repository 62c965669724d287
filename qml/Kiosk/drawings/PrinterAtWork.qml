import QtQuick
import QtQuick.Shapes
import Kiosk
import "figures/machines.js" as Machines

// A printer that pulls its paper in, sheet after sheet; nothing has come out yet.
Drawing {
    id: printer

    // How far the sheet has gone in.
    property real fed: 0

    readonly property bool moves: visible && !Theme.reducedMotion

    canvas: Qt.size(480, 332)
    largest: 2.2
    least: 0.16
    onMovesChanged: {
        if (!moves)
            fed = 0;
    }

    Shape {
        preferredRendererType: Shape.CurveRenderer

        SheetLine {
            path: "M136 120V" + (20 + printer.fed).toFixed(1) + "q0 -10 10 -10h188q10 0 10 10V120"
            fillColor: Theme.drawnFill
            strokeColor: Theme.drawnLine
            strokeWidth: 10
        }

        SheetLine {
            path: "M176 " + (44 + printer.fed).toFixed(1) + "h128"
        }
    }

    Sketch {
        layers: Machines.printerWithTray(76, "light")
    }

    SequentialAnimation on fed {
        running: printer.moves
        loops: Animation.Infinite

        NumberAnimation {
            from: 0
            to: 52
            duration: 1600
        }

        PauseAnimation {
            duration: 600
        }
    }
}
