import QtQuick
import QtQuick.Shapes
import Kiosk

// A QR code, as large as whole pixels for each cell allow, on white also where the screen is black.
Item {
    id: code

    // The dark cells, as a path on a square of `across` cells.
    required property string cells
    required property int across

    // White cells that are needed on every side (ISO/IEC 18004, 9.1).
    readonly property int quiet: 4
    readonly property int cell: Math.floor(Math.min(width, height, 720) / Math.max(1, across + 2 * quiet))

    Rectangle {
        anchors.centerIn: parent
        width: code.cell * (code.across + 2 * code.quiet)
        height: width
        radius: 18
        color: "#ffffff"
        border.width: 2
        border.color: Theme.outline

        Shape {
            x: code.quiet * code.cell
            y: x
            width: code.across
            height: width
            scale: code.cell
            transformOrigin: Item.TopLeft

            ShapePath {
                fillColor: "#000000"
                strokeWidth: -1

                PathSvg {
                    path: code.cells
                }
            }
        }
    }
}
