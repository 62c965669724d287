import QtQuick
import QtQuick.Shapes
import Kiosk

// The edge of what is there and cannot be had, on black.
Shape {
    id: frame

    required property int radius

    readonly property real half: path.strokeWidth / 2

    ShapePath {
        id: path

        strokeColor: Theme.unavailableInk
        strokeWidth: 4
        strokeStyle: ShapePath.DashLine
        dashPattern: [4, 3]
        fillColor: Theme.background

        PathRectangle {
            x: frame.half
            y: frame.half
            width: frame.width - 2 * frame.half
            height: frame.height - 2 * frame.half
            radius: frame.radius
        }
    }
}
