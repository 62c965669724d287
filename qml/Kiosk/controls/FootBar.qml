import QtQuick
import Kiosk

// The foot of every screen, that never moves: back at the left, an agent in the centre, the end at the right.
Rectangle {
    id: foot

    required property bool canGoBack
    required property bool canEnd
    required property string clockText
    required property string dateText

    readonly property real room: width - 2 * Theme.margin - 2 * Theme.gap
    readonly property real buttonHeight: Theme.landscape ? 104 : Theme.largeText ? 136 : 112
    // What never moves grows a little less with large text.
    readonly property int buttonSize: Math.min(Theme.sizeBody, 45)

    signal back
    signal agentCalled
    signal end

    implicitHeight: Theme.footHeight
    color: Theme.surface

    Rectangle {
        width: parent.width
        height: 2
        color: Theme.separator
    }

    Column {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin
        width: backButton.width
        visible: !foot.canGoBack

        Label {
            width: parent.width
            text: foot.dateText
            size: Math.min(Theme.sizeSmall, 34)
            color: Theme.textSoft
        }

        Label {
            width: parent.width
            text: foot.clockText
            font.weight: Font.Bold
        }
    }

    KButton {
        id: backButton

        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin
        width: foot.room * 0.29
        height: foot.buttonHeight
        size: foot.buttonSize
        visible: foot.canGoBack
        tone: "plain"
        icon: "back"
        label: qsTrId("control.back")
        description: qsTrId("control.back.description")
        onActivated: foot.back()
    }

    KButton {
        anchors.centerIn: parent
        width: foot.room * 0.42
        height: foot.buttonHeight
        size: foot.buttonSize
        icon: "headset"
        label: qsTrId("control.agent")
        description: qsTrId("control.agent.description")
        onActivated: foot.agentCalled()
    }

    KButton {
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        width: foot.room * 0.29
        height: foot.buttonHeight
        size: foot.buttonSize
        visible: foot.canEnd
        tone: "plain"
        trailingIcon: "exit"
        label: qsTrId("control.end")
        description: qsTrId("control.end.description")
        onActivated: foot.end()
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.margin
        width: foot.room * 0.29
        visible: !foot.canEnd
        horizontalAlignment: Text.AlignRight
        text: qsTrId("control.privacy")
        size: Math.min(Theme.sizeSmall, 34)
        color: Theme.textSoft
        lineHeight: Math.round(font.pixelSize * 1.2)
    }
}
