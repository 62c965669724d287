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

    readonly property real sheetWidth: Math.min(372, width - 24, (height - 24 - where.height) * 372 / 526)
    readonly property real unit: sheetWidth / 372

    Rectangle {
        x: sheet.x + 12
        y: sheet.y
        width: sheet.width
        height: sheet.height
        rotation: 3
        color: Theme.highContrast ? Theme.background : "#cdd8ec"
        border.width: Theme.highContrast ? 2 : 0
        border.color: Theme.outline
    }

    Rectangle {
        id: sheet

        anchors.horizontalCenter: parent.horizontalCenter
        y: Math.max(8, (preview.height - height - where.height - 32) / 2)
        width: preview.sheetWidth
        height: Math.round(width * 526 / 372)
        radius: 4
        color: Theme.highContrast ? Theme.background : "#ffffff"
        border.width: 4
        border.color: Theme.primary

        Rectangle {
            x: 30 * preview.unit
            y: 34 * preview.unit
            width: 6 * preview.unit
            height: 52 * preview.unit
            color: Theme.primary
        }

        Repeater {
            // The head, the text and the foot of the letter: x, y, width, height, and whether in the tone of lines.
            model: [[50, 36, 124, 15, true], [50, 62, 90, 12, false], [30, 292, 310, 12, false], [30, 324, 270, 12, false], [30, 356, 310, 12, false], [30, 388, 236, 12, false], [126, 426, 146, 14, true], [126, 456, 204, 12, false], [126, 480, 170, 12, false]]

            Rectangle {
                required property var modelData

                x: modelData[0] * preview.unit
                y: modelData[1] * preview.unit
                width: modelData[2] * preview.unit
                height: modelData[3] * preview.unit
                radius: height / 2
                color: modelData[4] ? Theme.primary : Theme.drawnSoft
            }
        }

        Rectangle {
            x: 30 * preview.unit
            y: 420 * preview.unit
            width: 76 * preview.unit
            height: width
            color: Theme.highContrast ? Theme.primary : Theme.dark

            Rectangle {
                anchors.centerIn: parent
                width: 44 * preview.unit
                height: width
                color: sheet.color

                Rectangle {
                    anchors.centerIn: parent
                    width: 22 * preview.unit
                    height: width
                    color: Theme.highContrast ? Theme.primary : Theme.dark
                }
            }
        }

        Column {
            x: 30 * preview.unit
            y: 112 * preview.unit
            width: parent.width - 2 * x
            height: 172 * preview.unit
            clip: true

            Label {
                width: parent.width
                exposed: false
                text: preview.paper
                size: Math.round(42 * preview.unit)
                color: Theme.heading
                font.weight: Font.Bold
                maximumLineCount: 2
                elide: Text.ElideRight
                lineHeight: Math.round(font.pixelSize * 1.15)
            }

            Label {
                width: parent.width
                exposed: false
                text: preview.whom
                size: Math.round(34 * preview.unit)
                font.weight: Font.DemiBold
                maximumLineCount: 2
                elide: Text.ElideRight
                lineHeight: Math.round(font.pixelSize * 1.25)
            }
        }
    }

    Column {
        id: where

        y: sheet.y + sheet.height + 32
        width: parent.width
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
}
