pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// A sheet that comes out of the printer: once when it is to be taken, over and over while it prints.
Drawing {
    id: tray

    property bool taken: true
    // How much of the sheet is still inside.
    property real inside: 0

    readonly property bool moves: visible && !Theme.reducedMotion
    readonly property int length: 380

    canvas: Qt.size(800, 520)

    Rectangle {
        x: 80
        width: 640
        height: 150
        radius: 36
        color: Theme.drawnSolid
        border.width: Theme.highContrast ? 6 : 0
        border.color: Theme.drawnLine

        Rectangle {
            x: 80
            y: 88
            width: 480
            height: 22
            radius: 11
            color: Theme.highContrast ? Theme.drawnLine : "#020a1e"
        }
    }

    Item {
        x: 196
        y: 100
        width: 408
        height: tray.length
        clip: true

        Sketch {
            y: tray.moves ? -tray.inside : 0
            layers: [
                ["M4 -20h400v396h-400z", "fill", "line", 8],
                ["M60 68h168", "", "line", 22],
                ["M58 112h292 M58 146h254 M58 180h274 M58 214h184", "", "soft", 16],
                ["M288 252h76v76h-76z", "solid", "", 0]
            ]
        }
    }

    SequentialAnimation on inside {
        running: tray.moves
        loops: tray.taken ? 1 : Animation.Infinite

        NumberAnimation {
            from: tray.length
            to: tray.taken ? 0 : 120
            duration: tray.taken ? 900 : 2600
            easing.type: tray.taken ? Easing.OutCubic : Easing.Linear
        }

        PauseAnimation {
            duration: 600
        }
    }

    Arrow {
        x: 660
        y: 230
        visible: tray.taken
    }
}
