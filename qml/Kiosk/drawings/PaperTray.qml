import QtQuick
import QtQuick.Shapes
import Kiosk
import "figures/hands.js" as Hands
import "figures/machines.js" as Machines

// A sheet that comes out of the printer, over its tray, into a hand.
Drawing {
    id: tray

    // How much of the sheet is still inside.
    property real inside: 0

    readonly property bool moves: visible && !Theme.reducedMotion
    readonly property int length: 178
    readonly property int slot: 134
    readonly property real end: slot + length - inside

    // What is written on the sheet, as far as it is out.
    function written(down: real, width: real): string {
        const y = slot + down - inside;
        return y < slot + 16 ? "" : "M160 " + y.toFixed(1) + "h" + width;
    }

    canvas: Qt.size(480, 360)
    largest: 2.2
    least: 0.16

    Sketch {
        layers: [...Machines.supply(240, 8), ...Machines.printerWithTray(34, "light"), ...Hands.fingers(262, 214)]
    }

    Shape {
        preferredRendererType: Shape.CurveRenderer

        SheetLine {
            path: "M124 " + tray.slot + "V" + (tray.end - 12).toFixed(1) + "q0 12 12 12h208q12 0 12 -12V" + tray.slot
            fillColor: Theme.drawnFill
            strokeColor: Theme.drawnLine
            strokeWidth: 10
        }

        SheetLine {
            path: tray.written(36, 92)
            strokeColor: Theme.drawnLine
            strokeWidth: 16
        }

        SheetLine {
            path: tray.written(70, 160) + tray.written(100, 120)
        }

        SheetLine {
            path: tray.end < tray.slot + 70 ? "" : "M162 " + (tray.end - 48).toFixed(1) + "h28v28h-28z"
            strokeColor: Tones.colours["strong"]
            strokeWidth: 12
        }
    }

    NumberAnimation on inside {
        running: tray.moves
        // Its edge is in the slot.
        from: tray.length - 20
        to: 0
        duration: 900
        easing.type: Easing.OutCubic
    }

    Sketch {
        layers: [...Hands.thumb(262, 214), ...Hands.cuff(262, 330)]
    }
}
