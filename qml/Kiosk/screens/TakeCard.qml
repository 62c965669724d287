import QtQuick
import Kiosk
import Kiosk.Models

// The card is to be taken back; nothing personal is here any more.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property TakeCardModel model

    title: qsTrId("screen.take_card.title")
    // The last thing to do here, read from further away.
    titleSize: Math.round(Theme.sizeTitle * (Theme.compact ? 1 : 1.3))
    lines: [qsTrId("screen.take_card.keep"), qsTrId(model.thanks ? "screen.take_card.thanks" : "screen.take_card.line")]
    controlsHeight: 0
    pictured: true
    pictureShare: Theme.compact ? 0.6 : 0.56
    picture: CardSlot {
        id: slot

        anchors.fill: parent
        direction: "out"
        description: qsTrId("drawing.take_card.description")
    }

    Connections {
        target: screen.app

        function onReminded(): void {
            slot.leap();
        }
    }
}
