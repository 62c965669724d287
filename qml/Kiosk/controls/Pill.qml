import QtQuick
import Kiosk

// A word on a rounded ground, within a control that says it to assistive techniques.
Rectangle {
    id: pill

    required property string text
    required property string icon
    // later: recorded now, sent later; notNow: cannot be had.
    required property string tone

    readonly property color ink: Theme.highContrast ? (tone === "later" ? Theme.text : Theme.unavailableInk) : "#222324"

    implicitWidth: word.x + word.implicitWidth + 20
    implicitHeight: Math.max(44, word.implicitHeight + 6)
    radius: height / 2
    color: Theme.highContrast ? Theme.background : tone === "later" ? Theme.warningSurface : "#dedede"
    border.width: Theme.highContrast ? 2 : 0
    border.color: ink

    Icon {
        id: glyph

        anchors.verticalCenter: parent.verticalCenter
        x: 16
        name: pill.icon
        size: 32
        color: pill.ink
    }

    Label {
        id: word

        anchors.verticalCenter: parent.verticalCenter
        x: glyph.x + glyph.width + 10
        exposed: false
        text: pill.text
        size: Theme.sizeSmall
        color: pill.ink
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.15)
    }
}
