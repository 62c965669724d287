pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Whom to ask or call. It covers the screen and holds the focus until it is closed.
FocusScope {
    id: panel

    required property HelpModel model

    readonly property string spoken: Spoken.inTurn([model.title, ...model.lines])

    signal closed

    visible: model.open
    Accessible.role: Accessible.Dialog
    Accessible.name: model.title
    Accessible.ignored: !visible
    Keys.onEscapePressed: panel.closed()
    onVisibleChanged: {
        if (!visible)
            return;
        forceActiveFocus(Qt.PopupFocusReason);
        Accessible.announce(spoken, Accessible.Assertive);
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.scrim
    }

    Rectangle {
        id: card

        anchors.horizontalCenter: parent.horizontalCenter
        y: Theme.landscape ? (parent.height - height) / 2 : Math.max(parent.height * (1 - Theme.lowModeTop) - height / 2, parent.height * Theme.lowModeTop)
        width: Math.min(parent.width - 2 * Theme.margin, 1000)
        height: content.implicitHeight + 112
        radius: Theme.radiusLarge
        color: Theme.surface
        border.width: Theme.highContrast ? Theme.outlineWidth : 0
        border.color: Theme.outline
        transform: Slide {
            shown: panel.visible
        }

        Column {
            id: content

            anchors.centerIn: parent
            width: parent.width - 2 * 56
            spacing: Theme.gap

            Icon {
                name: "person"
                size: 88
            }

            Label {
                width: parent.width
                heading: true
                size: Theme.sizeTitle
                text: panel.model.title
            }

            Repeater {
                model: panel.model.lines

                Label {
                    required property string modelData

                    width: content.width
                    text: modelData
                }
            }

            Item {
                width: 1
                height: 8
            }

            KButton {
                width: parent.width
                focus: true
                tone: "primary"
                label: qsTrId("control.help.close")
                description: qsTrId("control.help.close.description")
                onActivated: panel.closed()
            }
        }
    }
}
