import QtQuick
import Kiosk

// One line of a summary: what it is, and what it says; an eye marks what is not shown whole.
Item {
    id: row

    required property string label
    required property string value
    // What else is to be said of it, in small letters.
    property string detail: ""
    property bool hidden: false
    // Whether it is covered but for a moment.
    property bool covered: false
    // Whether a button stands here that shows what is hidden, for a moment.
    property bool uncovers: false
    property bool last: false
    // Whether there is room for larger letters.
    property bool roomy: false

    readonly property real share: Theme.landscape ? (width < 1000 ? 0.36 : 0.32) : width < 1000 ? 0.35 : 0.47
    // As if no line had a button: values stand below each other.
    readonly property real labelWidth: (width - 64) * share - 24
    readonly property bool stacked: width < (Theme.largeText ? 860 : 620)

    signal uncovered

    implicitHeight: Math.max(words.implicitHeight, uncovers ? eye.height : 0) + (!Theme.landscape ? Theme.largeText ? 24 : 32 : Theme.compact && Theme.largeText ? 8 : 12)
    Accessible.role: Accessible.StaticText
    // A number with dots in it is said to be hidden: what is left of it tells sex and age aloud. What
    // was uncovered is for the eyes alone: nobody knows who listens.
    Accessible.name: row.label + " : " + (row.hidden || row.covered || row.value.includes("•") ? qsTrId("control.fact.hidden") : row.value) + (row.detail !== "" ? ", " + row.detail : "")
    Accessible.ignored: !visible || !enabled

    Grid {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: 32
        width: parent.width - 64 - (row.uncovers ? eye.width + 24 : 0)
        columns: row.stacked ? 1 : 2
        columnSpacing: 24
        verticalItemAlignment: Grid.AlignVCenter

        Label {
            width: row.stacked ? words.width : row.labelWidth
            exposed: false
            text: row.label
            size: row.roomy ? 36 : Theme.sizeSmall
            color: Theme.textSoft
            lineHeight: Math.round(font.pixelSize * (Theme.landscape ? 1.15 : Theme.lineSpacing))
        }

        Column {
            width: row.stacked ? words.width : words.width - row.labelWidth - words.columnSpacing

            Label {
                width: parent.width
                exposed: false
                words: row.value
                // What a person typed may have no space to break at.
                wrapMode: Text.Wrap
                size: row.roomy ? 48 : row.stacked ? Theme.sizeBody + 4 : Theme.sizeBody
                font.weight: Font.DemiBold
                lineHeight: Math.round(font.pixelSize * 1.15)
            }

            Label {
                width: parent.width
                visible: row.detail !== ""
                exposed: false
                words: row.detail
                size: row.roomy ? 36 : Theme.sizeSmall
                color: Theme.textSoft
                lineHeight: Math.round(font.pixelSize * 1.15)
            }
        }
    }

    // It keeps its place while there is nothing more to show.
    KButton {
        id: eye

        anchors.right: parent.right
        anchors.rightMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        width: 96
        height: 96
        visible: row.uncovers
        available: row.hidden
        icon: "eye"
        name: qsTrId("control.reveal")
        description: qsTrId("control.reveal.description")
        onActivated: row.uncovered()
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
