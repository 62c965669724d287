import QtQuick
import Kiosk

// A drawing by its name; an unknown or empty name shows nothing.
Item {
    id: picture

    required property string name

    readonly property var faces: ({
            "cardIn": "front",
            "cardOld": "old",
            "cardOther": "other",
            "cardUpsideDown": "back",
            "takeCard": "front"
        })
    readonly property var icons: ({
            "agent": "person",
            "card": "card",
            "clock": "clock",
            "code": "lock",
            "info": "info",
            "phone": "phone",
            "post": "post",
            "printer": "printer",
            "warning": "warning"
        })

    CardSlot {
        anchors.fill: parent
        visible: picture.name in picture.faces && factor > 0.2
        face: picture.faces[picture.name] ?? "front"
        direction: picture.name === "cardIn" ? "in" : picture.name === "cardUpsideDown" ? "" : "out"
        sign: picture.name === "cardIn" || picture.name === "takeCard" ? "" : picture.name === "cardUpsideDown" ? "retry" : "close"
    }

    PaperTray {
        anchors.fill: parent
        visible: picture.name === "paperOut" && factor > 0.2
    }

    IconDisc {
        anchors.fill: parent
        visible: picture.name in picture.icons && factor > 0.2
        icon: picture.icons[picture.name] ?? ""
    }
}
