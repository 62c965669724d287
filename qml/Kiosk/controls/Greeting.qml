import QtQuick
import Kiosk
import Kiosk.Models

// Who is served: their name, and what their number begins with.
Column {
    id: greeting

    required property HeaderModel model
    required property color ink
    required property color softInk
    required property real widest

    Label {
        anchors.right: parent.right
        width: Math.min(implicitWidth, greeting.widest)
        maximumLineCount: 1
        elide: Text.ElideRight
        text: qsTrId("control.greeting") + " " + greeting.model.greetingName
        size: Math.min(Theme.sizeBody, 46) - 4
        color: greeting.ink
        font.weight: Font.DemiBold
        lineHeight: Math.round(font.pixelSize * 1.1)
    }

    Label {
        anchors.right: parent.right
        text: greeting.model.maskedNir
        spoken: qsTrId("control.nir.spoken")
        size: Theme.sizeSmall
        color: greeting.softInk
        lineHeight: Math.round(font.pixelSize * 1.2)
    }
}
