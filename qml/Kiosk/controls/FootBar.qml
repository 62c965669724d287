import QtQuick
import Kiosk

// The foot of every screen, that never moves: back at the left, an agent in the centre, the end at the
// right. On a landscape screen the settings stand between back and agent.
Item {
    id: foot

    required property bool canGoBack
    required property bool canEnd
    // False where the screen itself offers an agent.
    property bool offersAgent: true
    // Whether anything is asked here that people keep to themselves.
    property bool confidential: true
    required property string clockText
    required property string dateText

    // What never moves grows a little less with large text.
    readonly property int buttonSize: Theme.glyphsOver ? Theme.sizeSmall : Math.min(Theme.sizeBody, 45)
    // Where six of them share a short row, the name of one is short.
    readonly property bool tight: Theme.compact && Theme.largeText
    readonly property real backWidth: tight ? 147 : Theme.compact ? 132 : Theme.largeText && !Theme.landscape ? 240 : 264
    readonly property real endWidth: tight ? 188 : Theme.compact ? 160 : backWidth
    readonly property real agentWidth: Theme.comfortAbove ? width - 2 * (Theme.margin + backWidth + Theme.gap) : tight ? 165 : Theme.compact ? 268 : Theme.largeText ? 376 : 432
    // What stands between back and agent on a landscape screen.
    default property alias between: between.data

    signal back
    signal agentCalled
    signal end

    implicitHeight: Theme.footHeight

    Column {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin
        width: foot.backWidth
        visible: !foot.canGoBack

        Label {
            width: parent.width
            visible: !Theme.compact
            text: foot.dateText
            size: Theme.sizeSmall
            color: Theme.textSoft
            lineHeight: Math.round(font.pixelSize * 1.2)
        }

        Label {
            width: parent.width
            text: foot.clockText
            font.weight: Font.Bold
            lineHeight: Math.round(font.pixelSize * 1.15)
        }
    }

    KButton {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.margin
        width: foot.backWidth
        height: Theme.footButtonHeight
        size: foot.buttonSize
        visible: foot.canGoBack
        tone: "plain"
        icon: "back"
        iconOver: Theme.glyphsOver
        label: qsTrId("control.back")
        description: qsTrId("control.back.description")
        onActivated: foot.back()
    }

    Item {
        id: between

        x: Theme.margin + foot.backWidth + Theme.footGap
        width: agent.x - Theme.footGap - x
        height: parent.height
    }

    KButton {
        id: agent

        anchors.verticalCenter: parent.verticalCenter
        x: foot.width - Theme.margin - foot.endWidth - Theme.footGap - width
        width: foot.agentWidth
        height: Theme.footButtonHeight
        size: Theme.landscape ? foot.buttonSize : Math.min(foot.buttonSize, Theme.smallestLarge)
        visible: foot.offersAgent
        icon: "headset"
        iconOver: Theme.glyphsOver
        name: qsTrId("control.agent")
        label: foot.tight ? qsTrId("control.agent.short") : name
        description: qsTrId("control.agent.description")
        onActivated: foot.agentCalled()
    }

    KButton {
        anchors.verticalCenter: parent.verticalCenter
        x: foot.width - Theme.margin - width
        width: foot.endWidth
        height: Theme.footButtonHeight
        size: foot.buttonSize
        visible: foot.canEnd
        tone: "plain"
        icon: Theme.glyphsOver ? "exit" : ""
        iconOver: true
        label: qsTrId("control.end")
        description: qsTrId("control.end.description")
        onActivated: foot.end()
    }

    Label {
        anchors.verticalCenter: parent.verticalCenter
        x: foot.width - Theme.margin - width
        width: foot.endWidth
        visible: foot.confidential && !foot.canEnd && !Theme.largeText && !Theme.compact
        horizontalAlignment: Text.AlignRight
        text: qsTrId("control.privacy")
        size: Theme.sizeSmall
        color: Theme.textSoft
        lineHeight: Math.round(font.pixelSize * 1.2)
    }
}
