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
    readonly property int length: 236
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
                    y: 48 + index * 30
                    width: modelData
                    height: index === 0 ? 14 : 11
                    radius: height / 2
                    color: index === 0 ? Theme.drawnLine : Theme.drawnSoft
                }
            }

            Rectangle {
                x: 36
                y: 176
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
            ["M230.6 353.5C218.7 317.9 234.6 287.5 263.6 287.5H328.3C354.7 287.5 369.2 303.4 372.5 321.8L379.8 353.5z", "hand", "strong", 8],
            ["M268.9 316.6C264.9 292.8 267.6 269 270.2 257.2C272.8 234.7 307.2 234.7 309.8 257.2C312.4 269 313.8 292.8 311.1 316.6", "hand", "strong", 8],
            ["M279.4 269v-9.2q1.3 -9.2 10.6 -9.2t10.6 9.2v9.2q-10.6 4.6 -21.1 0z", "fill", "strong", 6]
        ]
    }
}
