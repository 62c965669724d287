import QtQuick
import Kiosk

// Whether each character of a code shows for a second as it is typed.
KButton {
    required property bool showsTyped

    tone: "plain"
    icon: "eye"
    checkable: true
    checked: showsTyped
    label: qsTrId("code.show_typed")
    description: qsTrId("code.show_typed.description")
}
