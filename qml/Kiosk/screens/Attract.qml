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
    // A small screen has no room for that beside a large button, nor a wide one under a banner.
    readonly property bool invites: model.invitations.length > 0 && !(Theme.largeText && (Theme.compact || Theme.landscape && screen.app.banner !== ""))
    readonly property real belowHeight: Theme.landscape ? (invites ? invitations.implicitHeight + 32 : 0) : 28 + (invites ? invitations.implicitHeight + Theme.gap : 0) + without.height + 28

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
            x: Theme.landscape ? parent.width * 0.475 : (parent.width - width) / 2 + 39
            y: Theme.landscape ? 72 : words.y + words.height + 36 - screen.panelTop
            width: Theme.landscape ? Math.min(parent.width * 0.505, (parent.height - y) * 1.25) : parent.width * 0.8
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
            // Where it takes two lines, each says one thing.
            text: Theme.compact ? screen.model.line.replace(", ", ",\n") : screen.model.line
            size: Theme.compact ? Theme.sizeBody : Math.max(44, Theme.sizeBody)
            color: Theme.darkInk
        }
    }

    Invitations {
        id: invitations

        x: Theme.margin
        y: screen.height - screen.belowHeight + (Theme.landscape ? 16 : 28)
        width: Theme.landscape ? without.x - x - Theme.gap : screen.width - 2 * x
        visible: screen.invites
        invitations: screen.model.invitations.slice(0, Theme.compact || Theme.largeText ? 3 : 4)
    }

    // Beside what can be done here, under it, or under the words on the panel where it is alone.
    KButton {
        id: without

        x: Theme.landscape && screen.invites ? screen.width - Theme.margin - width : Theme.margin
        y: !Theme.landscape ? screen.height - height - 28 : screen.invites ? screen.height - (screen.belowHeight + height) / 2 : words.y + words.height + 36
        width: Theme.landscape ? (Theme.compact && screen.invites ? 400 : Theme.compact ? 544 : 600) : screen.width - 2 * Theme.margin
        height: Theme.compact || !Theme.landscape && !Theme.largeText ? 112 : 140
        focus: true
        label: qsTrId("screen.attract.no_card")
        description: qsTrId("screen.attract.no_card.description")
        trailingIcon: Theme.compact ? "" : "next"
        onActivated: screen.model.noCard()
    }
}
