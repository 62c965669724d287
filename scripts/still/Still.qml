import QtQuick
import Kiosk

// The kiosk is out of service, in the words that it is given: drawn once, shown without the kiosk.
Rectangle {
    id: still

    required property var titles
    required property var lines

    readonly property bool wide: width > height
    readonly property real unit: Math.min(width, height) / 1080

    color: Theme.background

    Column {
        id: words

        x: still.unit * 80
        y: still.wide ? (still.height - height) / 2 : still.unit * 160
        width: still.wide ? still.width * 0.5 : still.width - 2 * x
        spacing: still.unit * 28

        Repeater {
            model: still.titles.length

            Column {
                id: said

                required property int index

                width: words.width
                spacing: still.unit * 16
                topPadding: index > 0 ? still.unit * 48 : 0

                Text {
                    width: parent.width
                    text: still.titles[said.index]
                    textFormat: Text.PlainText
                    wrapMode: Text.WordWrap
                    color: Theme.heading
                    font.family: Theme.family
                    font.weight: Font.Bold
                    font.pixelSize: still.unit * (said.index > 0 ? 60 : 96)
                }

                Text {
                    width: parent.width
                    text: still.lines[said.index]
                    textFormat: Text.PlainText
                    wrapMode: Text.WordWrap
                    color: Theme.text
                    font.family: Theme.family
                    font.pixelSize: still.unit * (said.index > 0 ? 42 : 56)
                }
            }
        }
    }

    Picture {
        x: still.wide ? still.width * 0.58 : still.unit * 140
        y: still.wide ? still.height * 0.18 : words.y + words.height + still.unit * 60
        width: still.wide ? still.width * 0.38 : still.width - 2 * x
        height: still.wide ? still.height * 0.64 : still.height - y - still.unit * 120
        name: "kioskClosed"
    }
}
