import QtQuick
import Kiosk

// A button: a label, perhaps a second line and an icon on either side.
Pressable {
    id: button

    property string label: ""
    property string detail: ""
    property string icon: ""
    // Whether the icon stands over the label, in a narrow button.
    property bool iconOver: false
    property string trailingIcon: ""
    property int size: Theme.sizeBody
    // "primary" is the one way on; "secondary" stands out less, "plain" still less; "quiet" is a setting.
    property string tone: "secondary"

    readonly property bool filled: tone === "primary" || checked
    readonly property color ink: pressed ? Theme.pressedInk : !available ? Theme.unavailableInk : filled ? Theme.primaryInk : Theme.heading

    name: label
    description: detail
    implicitHeight: Math.max(Theme.controlHeight, content.implicitHeight + (Theme.landscape ? 12 : 24))

    Rectangle {
        anchors.fill: parent
        radius: button.radius
        color: button.pressed ? Theme.pressed : button.filled && button.available ? Theme.primary : !button.available ? Theme.unavailable : button.tone === "quiet" ? Theme.tint : Theme.surface
        border.width: dashes.visible ? 0 : button.tone === "quiet" && !Theme.highContrast ? 0 : Theme.outlineWidth
        border.color: button.filled || button.pressed ? color : button.tone === "secondary" && button.available ? Theme.primary : Theme.outline
    }

    DashedFrame {
        id: dashes

        anchors.fill: parent
        visible: Theme.highContrast && !button.available
        radius: button.radius
    }

    Grid {
        id: content

        readonly property int iconSize: Math.min(46, Math.round(button.size * 1.1))
        readonly property int margins: button.width < 420 ? 24 : 64
        readonly property int spare: button.label === "" ? 0 : (button.icon !== "" && !button.iconOver ? iconSize + spacing : 0) + (button.trailingIcon !== "" ? iconSize + spacing : 0)

        anchors.centerIn: parent
        // A column without an item would take its spacing.
        columns: button.iconOver ? 1 : Math.max(1, [button.icon, button.label, button.trailingIcon].filter(part => part !== "").length)
        spacing: button.iconOver ? 0 : 16
        horizontalItemAlignment: Grid.AlignHCenter
        verticalItemAlignment: Grid.AlignVCenter

        Icon {
            visible: button.icon !== ""
            name: button.icon
            size: content.iconSize
            color: button.ink
        }

        Column {
            // Said, not found out: a column keeps the width that it had while the button had none.
            width: Math.max(words.width, more.visible ? more.width : 0)
            visible: button.label !== ""

            Label {
                id: words

                anchors.horizontalCenter: content.spare > 0 ? undefined : parent.horizontalCenter
                width: Math.min(Math.ceil(implicitWidth), button.width - content.spare - content.margins)
                horizontalAlignment: content.spare > 0 ? Text.AlignLeft : Text.AlignHCenter
                exposed: false
                text: button.label
                size: button.size
                color: button.ink
                font.weight: Font.DemiBold
                lineHeight: Math.round(font.pixelSize * 1.15)
            }

            Label {
                id: more

                anchors.horizontalCenter: content.spare > 0 ? undefined : parent.horizontalCenter
                width: Math.min(Math.ceil(implicitWidth), button.width - content.spare - content.margins)
                horizontalAlignment: words.horizontalAlignment
                visible: text !== ""
                exposed: false
                text: button.detail
                size: Theme.sizeSmall
                color: button.ink
                lineHeight: Math.round(font.pixelSize * 1.2)
            }
        }

        Icon {
            visible: button.trailingIcon !== ""
            name: button.trailingIcon
            size: content.iconSize
            color: button.ink
        }
    }
}
