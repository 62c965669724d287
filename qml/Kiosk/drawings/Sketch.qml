pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import Kiosk

// The layers of a drawing, from the back to the front, in the tones of the family.
Item {
    id: sketch

    // Each layer is [path (SVG), fill, line, width of the line]; the tones are named below.
    required property var layers

    readonly property var tones: ({
            "": "transparent",
            "accent": Theme.accent,
            "dark": Theme.highContrast ? Theme.drawnLine : "#020a1e",
            "fill": Theme.drawnFill,
            "line": Theme.drawnLine,
            "ok": Theme.highContrast ? "#ffffff" : "#43cf9f",
            "soft": Theme.drawnSoft,
            "solid": Theme.drawnSolid,
            "tint": Theme.drawnTint,
            "upon": Theme.highContrast ? Theme.drawnLine : Theme.drawnTint,
            "warning": Theme.warning
        })

    Repeater {
        model: sketch.layers

        Shape {
            id: layer

            required property var modelData

            // On black, what is solid shows by its outline.
            readonly property bool outlined: Theme.highContrast && modelData[1] === "solid"

            preferredRendererType: Shape.CurveRenderer

            ShapePath {
                fillColor: sketch.tones[layer.modelData[1]]
                strokeColor: layer.outlined ? Theme.drawnLine : sketch.tones[layer.modelData[2]]
                strokeWidth: layer.outlined ? 6 : layer.modelData[3]
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin

                PathSvg {
                    path: layer.modelData[0]
                }
            }
        }
    }
}
