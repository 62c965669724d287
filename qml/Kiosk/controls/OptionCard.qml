import QtQuick
import Kiosk

// A large card to choose: an icon, a label and a line of detail; the first way on may stand out.
Pressable {
    id: card

    property string label: ""
    property string detail: ""
    property string icon: ""
    property bool primary: false
    // Said in place of the detail when the card cannot be chosen.
    property string reason: ""
    // What else is to be known of a card that can be chosen.
    property string note: ""

    readonly property bool showsIcon: icon !== "" && width >= (Theme.largeText ? 640 : 540)
    readonly property bool narrow: width < 640
    // Large words leave a landscape screen less room around them.
    readonly property bool low: Theme.landscape && Theme.largeText
    readonly property int inset: narrow ? 24 : 32
    readonly property bool noted: available && note !== ""
    // Not whether the arrow is seen: on another page it is not, and a height that followed from
    // that would say how many cards a page holds.
    readonly property bool points: available && !narrow
    readonly property string secondLine: available ? detail : reason
    readonly property bool main: primary && available
    readonly property color ink: pressed ? Theme.pressedInk : main ? Theme.primaryInk : available ? Theme.heading : Theme.textSoft

    name: label
    description: noted ? secondLine + ". " + note : secondLine
    radius: 18
    implicitHeight: Math.max(low ? 104 : 128, words.implicitHeight + (narrow && low ? 4 : narrow || low ? 14 : 40))

    Rectangle {
        anchors.fill: parent
        radius: card.radius
        color: card.pressed ? Theme.pressed : card.main ? Theme.primary : card.available ? Theme.surface : Theme.tint
        border.width: card.primary || Theme.highContrast ? Theme.outlineWidth : 2
        border.color: card.main ? Theme.primary : Theme.outline
    }

    Rectangle {
        id: plate

        anchors.verticalCenter: parent.verticalCenter
        x: card.inset
        width: card.narrow || card.low ? 80 : 96
        height: width
        visible: card.showsIcon
        radius: 22
        color: card.pressed ? Theme.pressed : card.main ? Theme.primary : card.available ? Theme.tint : Theme.surface
        border.width: Theme.highContrast ? 3 : 0
        border.color: card.ink

        Icon {
            anchors.centerIn: parent
            name: card.icon
            size: 52
            color: card.pressed ? Theme.pressedInk : !card.available ? Theme.textSoft : card.primary ? Theme.primaryInk : Theme.primary
        }
    }

    Column {
        id: words

        anchors.verticalCenter: parent.verticalCenter
        x: card.showsIcon ? plate.x + plate.width + 28 - (card.narrow ? 8 : 0) : 40
        width: card.width - x - (card.points ? 88 : card.inset)
        spacing: 2

        Label {
            width: parent.width
            exposed: false
            words: card.label
            color: card.ink
            font.weight: Font.Bold
            lineHeight: Math.round(font.pixelSize * (card.low ? 1.15 : 1.2))
        }

        Row {
            width: parent.width
            // A narrow card has room for one of the two.
            visible: !(card.noted && card.narrow)
            spacing: 12

            Icon {
                y: 3
                visible: !card.available && card.reason !== ""
                name: "info"
                size: 36
                color: card.ink
            }

            Label {
                width: parent.width - (card.available ? 0 : 48)
                visible: card.secondLine !== ""
                exposed: false
                words: card.secondLine
                size: Theme.sizeSmall
                color: card.pressed ? Theme.pressedInk : card.main ? Theme.primaryInk : Theme.textSoft
                lineHeight: Math.round(font.pixelSize * (card.low ? 1.15 : 1.25))
            }
        }

        Row {
            visible: card.noted
            spacing: 12

            Icon {
                y: 3
                name: "clock"
                size: 36
                color: card.ink
            }

            Label {
                exposed: false
                text: card.note
                size: Theme.sizeSmall
                color: card.ink
                font.weight: Font.DemiBold
                lineHeight: Math.round(font.pixelSize * 1.25)
            }
        }
    }

    Icon {
        anchors.right: parent.right
        anchors.rightMargin: 32
        anchors.verticalCenter: parent.verticalCenter
        visible: card.points
        name: "next"
        size: 40
        color: card.ink
    }
}
