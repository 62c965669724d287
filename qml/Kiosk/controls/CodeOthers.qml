import QtQuick
import Kiosk
import Kiosk.Models

// What there is besides the keys of a code, as pairs of equal buttons; who is left alone has both places.
Flow {
    id: others

    required property CodeModel model
    // Whether Afficher is here, and not beside the dots.
    property bool withShow: false
    property bool withLetters: false
    // Whether there is room to say whom the letters are for.
    property bool captioned: true
    property int least: Theme.controlHeight

    readonly property bool paired: (withShow ? 1 : 0) + (withLetters ? 1 : 0) === 1
    readonly property real half: (width - spacing) / 2
    readonly property real tallest: Math.max(least, show.visible ? show.implicitHeight : 0, letters.visible ? letters.implicitHeight : 0, forgotten.visible ? forgotten.implicitHeight : 0)

    spacing: Theme.gap

    ShowTyped {
        id: show

        width: others.half
        height: others.tallest
        visible: others.withShow
        showsTyped: others.model.showsTyped
        onActivated: others.model.showTyped()
    }

    KButton {
        id: letters

        width: others.half
        height: others.tallest
        visible: others.withLetters
        tone: "plain"
        label: qsTrId("code.letters")
        detail: others.captioned ? qsTrId("code.letters.detail") : ""
        description: qsTrId("code.letters.detail")
        onActivated: others.model.openLetters(true)
    }

    KButton {
        id: forgotten

        width: others.paired ? others.half : others.width
        height: others.tallest
        visible: others.model.canForget
        tone: "plain"
        label: others.model.forget
        onActivated: others.model.forgotCode()
    }
}
