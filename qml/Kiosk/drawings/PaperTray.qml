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
    onMovesChanged: {
        if (!moves)
            inside = 0;
    }

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

        // Rectangles only: without a GPU, a shape that moves under a clip leaves traces.
        Rectangle {
            y: -tray.inside - 8
            width: parent.width
            height: tray.length + 8
            color: Theme.drawnFill
            border.width: 8
            border.color: Theme.drawnLine

            Repeater {
                model: [190, 308, 270, 290, 200]

                Rectangle {
                    required property int index
                    required property int modelData

                    x: 50
                    y: index === 0 ? 64 : 70 + index * 36
                    width: modelData
                    height: index === 0 ? 22 : 16
                    radius: height / 2
                    color: index === 0 ? Theme.drawnLine : Theme.drawnSoft
                }
            }

            Rectangle {
                x: 288
                y: 270
                width: 76
                height: 76
                radius: 8
                color: Theme.highContrast ? Theme.drawnLine : Theme.drawnSolid
            }
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
