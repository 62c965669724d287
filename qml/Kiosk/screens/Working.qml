import QtQuick
import Kiosk
import Kiosk.Models

// Something is being done: what, in words. While the printer waits for somebody, an agent first.
ScreenFrame {
    id: screen

    required property KioskApp app
    required property WorkingModel model

    readonly property bool waits: model.badge !== ""

    title: model.title
    lines: model.lines
    badge: model.badge
    badgeTone: "warning"
    spoken: Spoken.inTurn([model.badge, model.title, ...model.lines, model.patience])
    controlsHeight: waits ? ways.implicitHeight : 0
    // While something is in the way, nothing goes on.
    informationHeight: waits ? 0 : progress.implicitHeight
    pictured: true
    pictureShare: waits ? besideControls : besideWords
    // Large words need the room.
    yielding: waits && Theme.largeText
    information: Progress {
        id: progress

        width: parent.width
        visible: !screen.waits
    }
    picture: Picture {
        anchors.fill: parent
        name: screen.model.drawing
    }

    Column {
        id: ways

        width: parent.width
        spacing: Theme.gap

        KButton {
            width: parent.width
            height: Math.max(implicitHeight, 132)
            visible: screen.waits
            focus: screen.waits
            tone: "primary"
            icon: "headset"
            label: qsTrId("control.agent")
            description: qsTrId("control.agent.description")
            onActivated: screen.app.openHelp()
        }

        Label {
            width: parent.width
            words: screen.model.patience
        }
    }
}
