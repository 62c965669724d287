import QtQuick
import Kiosk

// A state as an icon and a word on a ground of its own: never a colour alone.
Rectangle {
    id: mark

    required property string tone
    required property string icon
    required property string word

    readonly property bool grave: tone === "failed"
    readonly property color ink: Theme.highContrast ? Theme.text : grave ? "#ffffff" : tone === "ok" ? Theme.success : "#222324"

    implicitWidth: label.x + label.implicitWidth + 20
    implicitHeight: Math.max(48, label.implicitHeight + 8)
    radius: height / 2
    color: Theme.highContrast ? Theme.background : grave ? Theme.error : tone === "ok" ? Theme.successSurface : tone === "warning" ? Theme.warning : tone === "unknown" ? Theme.warningSurface : "#dedede"
    border.width: Theme.highContrast ? 3 : tone === "unknown" ? 2 : 0
    border.color: Theme.highContrast && grave ? Theme.errorMark : ink

    Icon {
        id: glyph

        anchors.verticalCenter: parent.verticalCenter
        x: 16
        name: mark.icon
        size: 32
        color: mark.ink
    }

    Label {
        id: label

        anchors.verticalCenter: parent.verticalCenter
        x: glyph.x + glyph.width + 10
        exposed: false
        text: mark.word
        size: Theme.sizeSmall
        color: mark.ink
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.15)
    }
}
