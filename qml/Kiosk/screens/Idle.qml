import QtQuick
import Kiosk
import Kiosk.Models

// Nobody has touched anything for a while: are they still there?
ScreenFrame {
    id: screen

    required property KioskApp app
    required property IdleModel model

    title: qsTrId("screen.idle.title")
    lines: [qsTrId("screen.idle.line")]
    controlsHeight: actions.implicitHeight
    pictured: true
    picture: Countdown {
        anchors.centerIn: parent
        width: Math.min(parent.height, parent.width, 440)
        height: width
        seconds: screen.model.seconds
        total: screen.model.total
    }

    Column {
        id: actions

        width: parent.width
        spacing: Theme.gap

        KButton {
            width: parent.width
            implicitHeight: Theme.compact ? 132 : 168
            size: Math.round(48 * Theme.textScale)
            focus: true
            tone: "primary"
            icon: "check"
            label: qsTrId("screen.idle.still_here")
            description: qsTrId("screen.idle.still_here.description")
            onActivated: screen.app.stillHere()
        }

        KButton {
            width: parent.width
            tone: "plain"
            label: qsTrId("screen.idle.end")
            description: qsTrId("control.end.description")
            onActivated: screen.app.end()
        }
    }
}
