pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// A grid over the whole screen: what is touched goes dark, what stays light is dead.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property TouchTestModel model

    readonly property int columns: Theme.landscape ? 16 : 9
    readonly property int rows: Theme.landscape ? 9 : 16
    readonly property real cellWidth: width / columns
    readonly property real cellHeight: height / rows
    // The numbers of the cells that were touched.
    property var touched: ({})
    // What is read makes way for the hand, so that every cell can be touched; always within reach.
    property bool low: false
    readonly property real middle: height * (Theme.landscape ? 0.5 : 0.7)

    function touch(x: real, y: real): void {
        const column = Math.floor(x / cellWidth);
        const row = Math.floor(y / cellHeight);
        if (column < 0 || row < 0 || column >= columns || row >= rows)
            return;
        const next = Object.assign({}, touched);
        next[row * columns + column] = true;
        touched = next;
        low = y < middle;
    }

    title: model.title
    titled: false
    spoken: Spoken.inTurn([model.title, model.line])

    Repeater {
        model: screen.columns * screen.rows

        Rectangle {
            required property int index

            readonly property bool dark: screen.touched[index] ?? false

            x: index % screen.columns * screen.cellWidth
            y: Math.floor(index / screen.columns) * screen.cellHeight
            width: screen.cellWidth
            height: screen.cellHeight
            color: dark ? Theme.primary : Theme.surface
            border.width: 1
            border.color: Theme.outline
        }
    }

    MultiPointTouchArea {
        anchors.fill: parent
        mouseEnabled: true
        onPressed: points => points.forEach(point => screen.touch(point.x, point.y))
        onUpdated: points => points.forEach(point => screen.touch(point.x, point.y))
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        y: screen.low ? parent.height - height - (Theme.landscape ? 24 : Theme.margin) : screen.middle - height - 24
        width: Math.min(parent.width - 2 * Theme.margin, 860)
        height: words.implicitHeight + 2 * Theme.gap
        radius: Theme.radiusLarge
        color: Theme.surface
        border.width: Theme.outlineWidth
        border.color: Theme.outline

        Column {
            id: words

            anchors.centerIn: parent
            width: parent.width - 2 * Theme.margin
            spacing: Theme.gap

            Title {
                width: parent.width
                size: Math.min(Theme.sizeTitle, 56)
                words: screen.model.title
                color: Theme.heading
                font.weight: Font.Bold
            }

            Label {
                width: parent.width
                words: screen.model.line
            }

            KButton {
                width: parent.width
                focus: true
                tone: "primary"
                icon: "check"
                label: screen.model.close
                onActivated: screen.app.back()
            }
        }
    }
}
