import QtQuick
import Kiosk

// A drawing of the family that stands still: a sketch on a canvas of 480 × 360.
Drawing {
    property alias layers: sketch.layers

    canvas: Qt.size(480, 360)
    largest: 2.2
    least: 0.16

    Sketch {
        id: sketch

        layers: []
    }
}
