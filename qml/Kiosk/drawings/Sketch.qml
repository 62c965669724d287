pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk

// The layers of a drawing, from the back to the front, in the tones of the family.
Item {
    id: sketch

    // Each layer is [path (SVG), fill, line, width of the line] and, where it is tilted, by how many
    // degrees about the middle of the canvas. Fill and line are names of Tones.
    required property var layers

    width: 480
    height: 360

    Repeater {
        model: sketch.layers

        Shape {
            id: layer

            required property var modelData

            readonly property bool outlined: Tones.onBlack && Tones.outlined.includes(modelData[1])

            preferredRendererType: Shape.CurveRenderer
            width: sketch.width
            height: sketch.height
            rotation: modelData[4] ?? 0

            ShapePath {
                fillColor: Tones.colours[layer.modelData[1]]
                strokeColor: layer.outlined ? Theme.drawnLine : Tones.colours[layer.modelData[2]]
                strokeWidth: layer.outlined ? 7 : layer.modelData[3]
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin

                PathSvg {
                    path: layer.modelData[0]
                }
            }
        }
    }
}
