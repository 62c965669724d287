pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What a person may need to read and reach, on every screen: larger text, contrast, controls within
// reach, their language.
Row {
    id: row

    required property bool largeText
    required property bool highContrast
    required property bool lowMode
    // The language that the button changes to, and what it calls itself; empty where there is one.
    required property string nextLanguage
    required property string nextLanguageName

    readonly property bool offersLow: !Theme.landscape
    readonly property int count: 2 + (offersLow ? 1 : 0) + (nextLanguage !== "" ? 1 : 0)
    // Where words are short all are equal, else each has what its word needs and its share of the rest.
    readonly property bool even: !Theme.landscape && !Theme.largeText
    readonly property real share: Math.floor((width - (count - 1) * spacing) / count)
    readonly property real spare: Math.floor((width - (count - 1) * spacing - needed) / count)
    readonly property real needed: text.needed + contrast.needed + (low.visible ? low.needed : 0) + (language.visible ? language.needed : 0)

    signal largeTextToggled
    signal highContrastToggled
    signal lowModeToggled
    signal languageChosen(string code)

    spacing: Theme.footGap
    height: Theme.comfortHeight

    ComfortButton {
        id: text

        width: row.even ? row.share : needed + row.spare
        height: row.height
        icon: "textSize"
        label: qsTrId("control.large_text")
        description: qsTrId("control.large_text.description")
        checkable: true
        checked: row.largeText
        onActivated: row.largeTextToggled()
    }

    ComfortButton {
        id: contrast

        width: row.even ? row.share : needed + row.spare
        height: row.height
        icon: "halfDisc"
        label: qsTrId("control.contrast")
        description: qsTrId("control.contrast.description")
        checkable: true
        checked: row.highContrast
        onActivated: row.highContrastToggled()
    }

    ComfortButton {
        id: low

        width: row.even ? row.share : needed + row.spare
        height: row.height
        // A landscape screen has no top out of reach.
        visible: row.offersLow
        icon: "down"
        label: qsTrId("control.low_mode")
        description: qsTrId("control.low_mode.description")
        checkable: true
        checked: row.lowMode
        onActivated: row.lowModeToggled()
    }

    ComfortButton {
        id: language

        width: row.even ? row.share : needed + row.spare
        height: row.height
        visible: row.nextLanguage !== ""
        icon: "globe"
        label: row.nextLanguageName
        description: qsTrId("control.language.description")
        onActivated: row.languageChosen(row.nextLanguage)
    }
}
