import QtQuick
import Kiosk

// A key that does something: a word, perhaps with an icon. A narrow one sets its icon over its word,
// a narrow and low one leaves it out.
Key {
    id: key

    required property string label
    property string icon: ""

    readonly property bool wide: words.implicitWidth + 88 <= width

    word: true
    name: label

    Grid {
        anchors.centerIn: parent
        columns: key.wide && key.icon !== "" ? 2 : 1
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter
        columnSpacing: 16

        Icon {
            visible: key.icon !== "" && (key.wide || key.height >= 110)
            name: key.icon
            size: 44
            color: key.ink
        }

        Label {
            id: words

            exposed: false
            wrapMode: Text.NoWrap
            text: key.label
            size: Math.min(Theme.sizeBody, key.width < 180 ? 40 : 44)
            color: key.ink
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.15)
        }
    }
}
