pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

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

    canvas: Qt.size(480, 360)
    largest: 1.7
    least: 0.16
    onMovesChanged: {
        if (!moves)
            inside = still;
    }

    Rectangle {
        x: 56
        y: 8
        width: 368
        height: 104
        radius: 26
        color: Theme.drawnSolid
        border.width: Theme.highContrast ? 7 : 0
        border.color: Theme.drawnLine

        Rectangle {
            x: 312
            y: 22
            width: 20
            height: 20
            radius: 10
            color: Tones.colours["light"]
        }

        Rectangle {
            x: 46
            y: 62
            width: 276
            height: 16
            radius: 8
            color: Tones.colours["dark"]
        }
    }

    Item {
        x: 128
        y: 78
        width: 224
        height: tray.length
        clip: true

        // Rectangles only: without a GPU, a shape that moves under a clip leaves traces.
        Rectangle {
            y: -tray.inside - 9
            width: parent.width
            height: tray.length + 9
            color: Theme.drawnFill
            border.width: 9
            border.color: Theme.drawnLine

            Repeater {
                model: [100, 152, 126, 152]

                Rectangle {
                    required property int index
                    required property int modelData

                    x: 36
                    y: 42 + index * 28
                    width: modelData
                    height: index === 0 ? 14 : 11
                    radius: height / 2
                    color: index === 0 ? Theme.drawnLine : Theme.drawnSoft
                }
            }

            Rectangle {
                x: 36
                y: 158
                width: 42
                height: 42
                radius: 4
                color: Theme.highContrast ? Theme.drawnLine : Theme.drawnSolid
            }
        }
    }

    SequentialAnimation on inside {
        running: tray.moves
        loops: tray.taken ? 1 : Animation.Infinite

        NumberAnimation {
            from: tray.length
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
        layers: [
            ["M236 341.2C225.2 308.8 239.6 281.2 266 281.2H324.8C348.8 281.2 362 295.6 365 312.4L371.6 341.2z", "hand", "strong", 8],
            ["M270.8 307.6C267.2 286 269.6 264.4 272 253.6C274.4 233.2 305.6 233.2 308 253.6C310.4 264.4 311.6 286 309.2 307.6", "hand", "strong", 8],
            ["M280.4 264.4v-8.4q1.2 -8.4 9.6 -8.4t9.6 8.4v8.4q-9.6 4.2 -19.2 0z", "fill", "strong", 6],
            ["M227 336h140q5 0 5 5v8q0 5 -5 5h-140q-5 0 -5 -5v-8q0 -5 5 -5z", "solid", "", 0]
        ]
    }
}
