import QtQuick
import QtQuick.Shapes
import Kiosk

// A line of a sheet that moves: its path changes and its shape stands still, for without a GPU a
// shape that moves leaves traces.
ShapePath {
    property alias path: svg.path

    fillColor: "transparent"
    strokeColor: Theme.drawnSoft
    strokeWidth: 12
    capStyle: ShapePath.RoundCap
    joinStyle: ShapePath.RoundJoin

    PathSvg {
        id: svg
    }
}
