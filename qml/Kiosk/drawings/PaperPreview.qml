pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// The paper that will be printed, in outline: its name and whom it is about, and where it comes out.
Item {
    id: preview

    required property string paper
    required property string whom
    required property string tray
    required property string side

    // In a low and wide room the words stand beside the sheet.
    readonly property bool beside: width > 700

    Drawing {
        id: drawing

        x: preview.beside ? preview.width * 0.08 : 0
        y: preview.beside ? 0 : Math.max(0, (preview.height - height - where.height - 24) / 2)
        width: preview.beside ? preview.width * 0.4 : preview.width
        height: preview.beside ? preview.height : Math.min(canvas.height, width * canvas.height / canvas.width, preview.height - where.height - 24)
        canvas: Qt.size(420, 556)

        // The sheet under it.
        Rectangle {
            x: 40
            y: 14
            width: 372
            height: 526
            rotation: 3
            color: Theme.highContrast ? Theme.background : "#cdd8ec"
            border.width: Theme.highContrast ? 2 : 0
            border.color: Theme.outline
        }

        Rectangle {
            id: sheet

            x: 20
            y: 14
            width: 372
            height: 526
            radius: 4
            color: Theme.highContrast ? Theme.background : "#ffffff"
            border.width: 4
            border.color: Theme.primary

            Rectangle {
                x: 30
                y: 34
                width: 6
                height: 52
                color: Theme.primary
            }

            Repeater {
                // The head, the text and the foot of the letter: where, how long, and how strong.
                model: [[50, 36, 124, 15], [50, 62, 90, 12], [30, 292, 310, 12], [30, 324, 270, 12], [30, 356, 310, 12], [30, 388, 236, 12], [126, 426, 146, 14], [126, 456, 204, 12], [126, 480, 170, 12]]

                Rectangle {
                    required property var modelData

                    x: modelData[0]
                    y: modelData[1]
                    width: modelData[2]
                    height: modelData[3]
                    radius: height / 2
                    color: height > 12 ? Theme.primary : Theme.drawnSoft
                }
            }

            Repeater {
                // The code that is checked, as squares in each other.
                model: [76, 44, 22]

                Rectangle {
                    required property int modelData
                    required property int index

                    x: 68 - modelData / 2
                    y: 458 - modelData / 2
                    width: modelData
                    height: modelData
                    color: index === 1 ? sheet.color : Theme.highContrast ? Theme.primary : Theme.dark
                }
            }

            Column {
                x: 30
                y: 112
                width: 312
                height: 172
                clip: true

                Words {
                    // A short word stays with the one it belongs to.
                    text: preview.paper.replace(/ (\S{1,3}) /g, " $1\u00a0")
                    size: 42
                    color: Theme.heading
                    font.weight: Font.Bold
                }

                Words {
                    text: preview.whom
                    size: 34
                    font.weight: Font.DemiBold
                }
            }
        }
    }

    Column {
        id: where

        x: preview.beside ? preview.width / 2 : 0
        y: preview.beside ? (preview.height - height) / 2 : drawing.y + drawing.height + 24
        width: preview.width - x
        spacing: 4

        Label {
            width: parent.width
            horizontalAlignment: Text.AlignHCenter
            text: qsTrId("confirm.on_paper")
            color: Theme.heading
            font.weight: Font.Bold
        }

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            layoutDirection: preview.side === "left" ? Qt.RightToLeft : Qt.LeftToRight
            spacing: 18

            Label {
                id: trayWords

                width: Math.min(implicitWidth, preview.width - 70)
                text: preview.tray
            }

            Icon {
                objectName: "trayArrow"
                y: (trayWords.lineHeight - height) / 2
                name: "arrow"
                size: 52
                color: Theme.accent
                rotation: preview.side === "left" ? 180 : preview.side === "below" ? 90 : 0
            }
        }
    }

    component Words: Label {
        width: parent.width
        exposed: false
        maximumLineCount: 2
        elide: Text.ElideRight
        lineHeight: Math.round(font.pixelSize * 1.2)
    }
}
