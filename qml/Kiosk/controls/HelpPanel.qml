pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Whom to ask or call. It covers the screen and holds the focus until it is closed.
FocusScope {
    id: panel

    required property HelpModel model

    readonly property string spoken: Spoken.inTurn([model.title, ...model.ways.map(way => Spoken.inTurn([way.label, way.detail]))])

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
                name: "headset"
                size: 88
            }

            Title {
                width: parent.width
                size: Theme.sizeTitle
                words: panel.model.title
            }

            Repeater {
                model: panel.model.ways

                WayRow {
                    width: content.width
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
