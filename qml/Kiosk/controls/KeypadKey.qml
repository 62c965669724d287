import QtQuick
import Kiosk

// One key of the keypad: a digit, or a word with its icon. The five carries a mark.
Pressable {
    id: key

    property string digit: ""
    property string label: ""
    property string icon: ""
    property bool primary: false

    readonly property color ink: pressed ? Theme.pressedInk : !available ? Theme.textSoft : primary ? Theme.primaryInk : Theme.heading

    name: digit !== "" ? digit : label
    description: digit !== "" ? qsTrId("control.keypad.digit.description") : ""
    group: "keypad"
    member: name
    guardMs: primary ? Theme.guardMs : Theme.keyGuardMs
    implicitWidth: 160
    implicitHeight: 120

    Rectangle {
        anchors.fill: parent
        radius: key.radius
        color: key.pressed ? Theme.pressed : key.primary && key.available ? Theme.primary : key.digit !== "" ? Theme.surface : Theme.tint
        border.width: key.digit !== "" || Theme.highContrast || !key.available ? Theme.outlineWidth : 0
        border.color: key.available ? Theme.outline : Theme.separator
    }

    Label {
        anchors.centerIn: parent
        visible: key.digit !== ""
        exposed: false
        text: key.digit
        size: Theme.sizeTitle + 4
        color: key.ink
        font.weight: Font.DemiBold
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: 14
        width: 36
        height: 6
        radius: 3
        visible: key.digit === "5"
        color: key.pressed ? Theme.pressedInk : Theme.primary
    }

    Grid {
        anchors.centerIn: parent
        visible: key.digit === ""
        // A narrow key sets its icon over its word.
        columns: words.implicitWidth + 88 <= key.width ? 2 : 1
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter
        columnSpacing: 16

        Icon {
            name: key.icon
            size: 44
            color: key.ink
        }

        Label {
            id: words

            exposed: false
            wrapMode: Text.NoWrap
            text: key.label
            size: Math.min(Theme.sizeBody, 44)
            color: key.ink
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.15)
        }
    }
}
