pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// Nobody is there yet: put the card in, and what one can do here. All of it moves by a few pixels now
// and then, so that nothing burns in.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property AttractModel model

    // The panel goes up under the brand band, to the window's top; where a banner stands, up to that.
    readonly property real panelTop: screen.app.banner === "" ? -Theme.bandHeight : 8
    readonly property bool invites: model.invitations.length > 0 && !Theme.largeText
    readonly property real belowHeight: Theme.landscape ? (invites ? 266 : Theme.compact ? 150 : 190) : invites ? 432 : 200

    titled: false
    title: qsTrId("screen.attract.title")
    spoken: Spoken.inTurn([qsTrId("screen.attract.hello"), title, model.line])

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

    Rectangle {
        id: panel

        // Wider than the screen, so that the shift shows no edge.
        x: -8
        y: screen.panelTop - 8
        width: screen.width + 16
        height: screen.height - screen.belowHeight - y
        color: Theme.attract
        clip: true

        // The mark, cropped large and darker.
        CaisseMark {
            x: parent.width - width * 0.5
            y: Theme.landscape ? -width * 0.42 : -width * 0.28
            width: Theme.landscape ? 1100 : 1160
            height: width
            upright: Theme.attractMark
            across: Theme.attractMark
        }

        CardSlot {
            onPrimary: true
            x: Theme.landscape ? parent.width * (Theme.compact && Theme.largeText ? 0.52 : 0.46) : (parent.width - width) / 2 + 39
            y: Theme.landscape ? 72 : words.y + words.height + 36 - screen.panelTop
            width: Theme.landscape ? Math.min(parent.width * (Theme.compact && Theme.largeText ? 0.46 : 0.52), (parent.height - y) * 1.25) : parent.width * 0.8
            height: parent.height - y
            chip: screen.model.chipUp ? "up" : "down"
            description: qsTrId("drawing.card_in.description")
        }
    }

    Rectangle {
        y: panel.y + panel.height
        width: screen.width
        height: 3
        visible: Theme.highContrast
        color: Theme.outline
    }

    Column {
        id: words

        x: Theme.margin
        y: Theme.landscape ? 60 : 32
        width: Theme.landscape ? screen.width * 0.44 : screen.width - 2 * Theme.margin
        spacing: Theme.compact ? 4 : 8

        Label {
            width: parent.width
            text: qsTrId("screen.attract.hello")
            size: Theme.compact ? Theme.sizeBody : Math.round(56 * Theme.textScale)
            color: Theme.attractSoft
            font.weight: Font.DemiBold
            lineHeight: Math.round(font.pixelSize * 1.2)
        }

        Label {
            id: heading

            width: parent.width
            heading: true
            text: screen.title
            size: Theme.compact ? 72 : 112
            color: Theme.darkInk
            lineHeight: Math.round(font.pixelSize * 1.06)
        }

        Label {
            width: parent.width
            text: screen.model.line
            size: Theme.compact ? Theme.sizeBody : Math.max(44, Theme.sizeBody)
            color: Theme.darkInk
        }
    }

    Item {
        id: below

        x: Theme.margin
        y: screen.height - screen.belowHeight
        width: screen.width - 2 * Theme.margin
        height: screen.belowHeight

        Label {
            id: here

            y: Theme.landscape ? 20 : 28
            visible: screen.invites
            text: qsTrId("screen.attract.here")
            color: Theme.heading
            font.weight: Font.Bold
        }

        Row {
            id: invitations

            y: here.y + here.height + 4
            width: Theme.landscape ? parent.width * (Theme.compact ? 0.6 : 0.66) : parent.width
            height: parent.height - y - (Theme.landscape ? 8 : without.height + 40)
            visible: screen.invites

            Repeater {
                model: Theme.compact ? screen.model.invitations.slice(0, 3) : screen.model.invitations

                Item {
                    id: invitation

                    required property OptionModel modelData
                    required property int index

                    width: invitations.width / Math.min(Theme.compact ? 3 : 4, screen.model.invitations.length)
                    height: invitations.height

                    Picture {
                        width: parent.width
                        height: parent.height - word.height - 4
                        name: invitation.modelData.icon
                    }

                    Label {
                        id: word

                        x: 4
                        anchors.bottom: parent.bottom
                        width: parent.width - 8
                        // All have two lines, so that all pictures are of one size.
                        height: Math.max(2 * lineHeight, implicitHeight)
                        horizontalAlignment: Text.AlignHCenter
                        text: invitation.modelData.label
                        size: Theme.sizeSmall
                        lineHeight: Math.round(font.pixelSize * 1.15)
                    }
                }
            }
        }

        KButton {
            id: without

            x: parent.width - width
            y: Theme.landscape ? (parent.height - height) / 2 : parent.height - height - 28
            width: Theme.landscape ? parent.width * (Theme.compact ? (screen.invites ? 0.38 : 0.48) : screen.invites ? 0.315 : 0.5) : parent.width
            height: Theme.landscape ? (Theme.compact ? 112 : 140) : Theme.largeText ? 140 : 112
            focus: true
            label: qsTrId("screen.attract.no_card")
            description: qsTrId("screen.attract.no_card.description")
            trailingIcon: "next"
            onActivated: screen.model.noCard()
        }
    }
}
