import QtQuick
import Kiosk

// The dots of a code, and the button that shows each character for a second as it is typed.
Item {
    id: field

    required property int typed
    required property string glimpse
    required property bool showsTyped
    required property bool wrong
    // Whether the button stands here, beside the dots, or elsewhere.
    property bool withButton: true

    signal toggled

    implicitHeight: dots.implicitHeight

    CodeDots {
        id: dots

        width: field.withButton ? field.width - show.width - Theme.gap : field.width
        height: field.height
        typed: field.typed
        glimpse: field.glimpse
        wrong: field.wrong
    }

    ShowTyped {
        id: show

        anchors.right: parent.right
        width: Theme.largeText ? 312 : 264
        height: field.height
        visible: field.withButton
        showsTyped: field.showsTyped
        onActivated: field.toggled()
    }
}
