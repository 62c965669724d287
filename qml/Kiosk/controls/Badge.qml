import QtQuick
import Kiosk

// A short word in a coloured pill, with its icon.
Rectangle {
    id: badge

    property string text: ""
    // "success", "error" or "warning".
    property string tone: "success"
    // The widest it may grow before its word wraps.
    property real limit: parent ? parent.width : 0

    readonly property color ink: tone === "success" ? Theme.success : tone === "error" ? Theme.error : Theme.warningInk

    implicitWidth: content.implicitWidth + 56
    implicitHeight: Math.max(68, content.implicitHeight + 20)
    radius: 34
    color: tone === "success" ? Theme.successSurface : tone === "error" ? Theme.errorSurface : Theme.warningSurface
    border.width: Theme.highContrast ? 3 : 0
    border.color: ink

    Row {
        id: content

        anchors.centerIn: parent
        spacing: 16

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            name: badge.tone === "success" ? "check" : "warning"
            size: 40
            color: badge.ink
        }

        Label {
            width: Math.min(implicitWidth, badge.limit - 112)
            anchors.verticalCenter: parent.verticalCenter
            text: badge.text
            size: Theme.sizeSmall
            color: badge.ink
            font.weight: Font.DemiBold
        }
    }
}
