import QtQuick
import Kiosk

// One key: a character, or an icon and a word. The five carries a mark.
Pressable {
    id: key

    // What it types.
    property string character: ""
    property int size: Theme.sizeTitle + 4
    property bool primary: false
    // Whether it is on: it looks like the primary one.
    property bool lit: false
    property bool word: false

    readonly property color ink: pressed ? Theme.pressedInk : !available ? Theme.unavailableInk : primary || lit ? Theme.primaryInk : Theme.heading

    name: character
    description: qsTrId("control.keyboard.key.description")
    group: "keys"
    member: name
    guardMs: primary ? Theme.guardMs : Theme.keyGuardMs

    Rectangle {
        anchors.fill: parent
        radius: key.radius
        color: key.pressed ? Theme.pressed : (key.primary || key.lit) && key.available ? Theme.primary : !key.available ? Theme.unavailable : key.word ? Theme.tint : Theme.surface
        border.width: dashes.visible ? 0 : !key.word || Theme.highContrast || !key.available ? Theme.outlineWidth : 0
        border.color: key.available ? Theme.outline : Theme.separator
    }

    DashedFrame {
        id: dashes

        anchors.fill: parent
        visible: Theme.highContrast && !key.available
        radius: key.radius
    }

    Label {
        anchors.centerIn: parent
        exposed: false
        text: key.character
        size: key.size
        color: key.ink
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.15)
    }

    Rectangle {
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.bottom: parent.bottom
        anchors.bottomMargin: key.height < 100 ? 6 : 14
        width: 36
        height: 6
        radius: 3
        visible: key.character === "5"
        color: key.pressed ? Theme.pressedInk : Theme.primary
    }
}
