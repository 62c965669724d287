import QtQuick
import Kiosk

// A sheet coming out of the printer.
Drawing {
    canvas: Qt.size(760, 500)

    Rectangle {
        x: 40
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

    Rectangle {
        id: sheet

        x: 156
        y: 98
        width: 408
        height: 380
        color: Theme.drawnFill
        border.width: 8
        border.color: Theme.drawnLine

        Rectangle {
            x: 50
            y: 56
            width: 190
            height: 22
            radius: 11
            color: Theme.drawnLine
        }

        Repeater {
            model: [308, 270, 290, 200]

            Rectangle {
                required property int index
                required property int modelData

                x: 50
                y: 102 + index * 34
                width: modelData
                height: 16
                radius: 8
                color: Theme.drawnSoft
            }
        }

        Rectangle {
            x: 288
            y: 252
            width: 76
            height: 76
            radius: 8
            color: Theme.highContrast ? Theme.drawnLine : Theme.drawnSolid
        }
    }

    Arrow {
        x: 620
        y: 230
    }
}
