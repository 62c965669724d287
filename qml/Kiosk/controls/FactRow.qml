import QtQuick
import Kiosk

// One line of a summary: what it is, and what it says; an eye marks what is not shown whole.
Item {
    id: row

    required property string label
    required property string value
    property bool hidden: false
    property bool last: false
    // Whether there is room for larger letters.
    property bool roomy: false

    readonly property real share: width < 1000 ? 0.43 : Theme.landscape ? 0.32 : 0.47
    readonly property bool stacked: width < (Theme.largeText ? 860 : 620)

    implicitHeight: words.implicitHeight + (Theme.landscape ? 12 : 32)
    Accessible.role: Accessible.StaticText
    // A number with dots in it is said to be hidden: what is left of it tells sex and age aloud.
    Accessible.name: row.label + " : " + (row.hidden || row.value.includes("•") ? qsTrId("control.fact.hidden") : row.value)
    Accessible.ignored: !visible || !enabled

    Grid {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: 32
        width: parent.width - 64
        columns: row.stacked ? 1 : 2
        columnSpacing: 24
        verticalItemAlignment: Grid.AlignVCenter

        Label {
            width: row.stacked ? words.width : words.width * row.share - 24
            exposed: false
            text: row.label
            size: row.roomy ? 36 : Theme.sizeSmall
            color: Theme.textSoft
        }

        Label {
            width: row.stacked ? words.width : words.width * (1 - row.share)
            exposed: false
            text: row.value
            // What a person typed may have no space to break at.
            wrapMode: Text.Wrap
            size: row.roomy ? 48 : row.stacked ? Theme.sizeBody + 4 : Theme.sizeBody
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.15)
        }
    }

    Rectangle {
        anchors.bottom: parent.bottom
        x: 32
        width: parent.width - 64
        height: 2
        visible: !row.last
        color: Theme.separator
    }
}
