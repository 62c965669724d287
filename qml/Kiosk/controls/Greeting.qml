import QtQuick
import Kiosk
import Kiosk.Models

// Who is served: their name, and what their number ends in.
Column {
    id: greeting

    required property HeaderModel model
    required property int size
    required property real widest

    Row {
        anchors.right: parent.right
        spacing: 10

        Label {
            id: hello

            text: qsTrId("control.greeting")
            size: greeting.size
            color: Theme.textSoft
            lineHeight: Math.round(font.pixelSize * 1.2)
        }

        Label {
            width: Math.min(implicitWidth, greeting.widest - hello.width - 10)
            maximumLineCount: 1
            elide: Text.ElideRight
            text: greeting.model.greetingName
            size: greeting.size
            color: Theme.heading
            font.weight: Font.Bold
            lineHeight: Math.round(font.pixelSize * 1.2)
        }
    }

    Label {
        anchors.right: parent.right
        text: greeting.model.maskedNir
        spoken: qsTrId("control.nir.spoken")
        size: greeting.size
        color: Theme.textSoft
        lineHeight: Math.round(font.pixelSize * 1.2)
    }
}
