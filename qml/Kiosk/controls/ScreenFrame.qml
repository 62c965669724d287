pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// One question a screen: its words and drawing, and the controls that answer it. Stacked on a portrait
// screen; the controls below the reachable line in low mode; side by side on a landscape one.
FocusScope {
    id: frame

    required property string title
    property int titleSize: Theme.sizeTitle
    property list<string> lines: []
    property string badge: ""
    property string badgeTone: "success"
    // What a screen reader is told when the screen comes or its words change.
    property string spoken: Spoken.inTurn([badge, title, ...lines])
    // How high the controls are; below zero they take all the room that the words leave.
    property real controlsHeight: -1
    property alias information: information.data
    default property alias controls: controls.data

    readonly property bool split: Theme.landscape
    readonly property bool fills: controlsHeight < 0
    readonly property real side: Theme.contentMargin
    readonly property real topPadding: split ? 24 : 64
    readonly property real bottomPadding: split ? Theme.gap : 40
    readonly property real belowWords: words.y + words.height + 40
    readonly property real controlsTop: {
        if (!fills)
            return Math.max(topPadding, height - controlsHeight - bottomPadding);
        if (split)
            return topPadding;
        return Theme.lowMode ? Math.max(Theme.lowLine, belowWords) : belowWords;
    }
    readonly property bool hasControls: fills || controlsHeight > 0

    focus: true
    onSpokenChanged: telling.restart()

    // The focus moves with the screen: said after it, the words are not cut off by its name.
    Timer {
        id: telling

        interval: 200
        running: true
        onTriggered: frame.Accessible.announce(frame.spoken, Accessible.Assertive)
    }

    Column {
        id: words

        x: frame.side
        y: frame.topPadding
        width: frame.split && frame.hasControls ? frame.width * 0.46 - 1.5 * frame.side : frame.width - 2 * frame.side
        spacing: 20

        Badge {
            visible: frame.badge !== ""
            text: frame.badge
            tone: frame.badgeTone
        }

        Label {
            width: parent.width
            heading: true
            size: frame.split ? Math.min(frame.titleSize, 60) : frame.titleSize
            text: frame.title
        }

        Repeater {
            model: frame.lines

            Label {
                required property string modelData

                width: words.width
                visible: text !== ""
                text: modelData
            }
        }
    }

    Item {
        id: information

        x: frame.side
        y: words.y + words.height + 32
        width: words.width
        height: Math.max(0, (frame.split || !frame.hasControls ? frame.height - Theme.gap : frame.controlsTop - 32) - y)
    }

    Item {
        id: controls

        x: frame.split ? frame.width * 0.46 + frame.side / 2 : frame.side
        y: frame.controlsTop
        width: frame.width - x - frame.side
        height: frame.height - y - frame.bottomPadding
        visible: frame.hasControls
    }
}
