import QtQuick
import Kiosk
import Kiosk.Models

// Nobody is there yet: put the card in. The whole moves a little, so that nothing burns in.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property AttractModel model

    title: qsTrId("screen.attract.title")
    lines: [qsTrId("screen.attract.line")]
    controlsHeight: without.implicitHeight
    information: CardSlot {
        anchors.fill: parent
        description: qsTrId("drawing.card_in.description")
    }

    transform: Translate {
        id: shift

        readonly property list<point> places: [Qt.point(0, 0), Qt.point(4, 0), Qt.point(4, 4), Qt.point(0, 4)]
        property int place: 0

        x: places[place].x
        y: places[place].y
    }

    Timer {
        interval: 60000
        repeat: true
        running: true
        onTriggered: shift.place = (shift.place + 1) % shift.places.length
    }

    KButton {
        id: without

        width: parent.width
        implicitHeight: 128
        focus: true
        label: qsTrId("screen.attract.no_card")
        description: qsTrId("screen.attract.no_card.description")
        trailingIcon: "next"
        onActivated: screen.model.noCard()
    }
}
