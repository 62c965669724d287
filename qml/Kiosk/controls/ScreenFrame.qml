pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// One question a screen: its words and drawing, and the controls that answer it. Stacked on a portrait
// screen, the controls below the reachable line in low mode. On a landscape one, in two halves: the
// drawing left of words and buttons, words and drawing left of cards, or words over a grid of cards.
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
    // Whether the controls are many, and like the whole width of a landscape screen.
    property bool spread: false
    // Whether there is much to read: on a small landscape screen it takes the whole width.
    property bool dense: false
    // Whether words, what is under them, and controls stand over each other on any screen.
    property bool stacked: false
    // What stands under the words beside cards; below zero it takes what they leave.
    property real informationHeight: -1
    property alias information: information.data
    default property alias controls: controls.data

    readonly property bool split: Theme.landscape && !stacked && !(dense && (width < 1600 || Theme.largeText))
    readonly property bool fills: controlsHeight < 0
    readonly property real side: stacked ? Theme.margin : Theme.contentMargin
    readonly property real half: (width - 3 * side) / 2
    readonly property real topPadding: Theme.landscape ? 20 : 32
    readonly property real bottomPadding: Theme.landscape ? 20 : 28
    readonly property real apart: !Theme.landscape ? 24 : stacked ? 12 : over || !split ? Theme.gap : 40
    readonly property real underWords: !Theme.landscape ? 32 : stacked ? 12 : 24
    readonly property real belowWords: words.y + words.height + apart
    readonly property bool hasControls: fills || controlsHeight > 0
    // Words and buttons together, in one half of a landscape screen.
    readonly property real together: words.implicitHeight + (hasControls ? apart + controlsHeight : 0)
    readonly property bool over: split && fills && spread
    readonly property bool pictured: split && !fills && together <= height - topPadding - bottomPadding
    readonly property bool beside: split && !over && !pictured
    readonly property real controlsTop: {
        if (over || pictured)
            return belowWords;
        if (beside)
            return fills ? topPadding : Math.max(topPadding, (height - controlsHeight) / 2);
        const lowest = Theme.lowMode ? Math.max(Theme.lowLine, belowWords) : belowWords;
        return fills ? lowest : Math.max(lowest, height - controlsHeight - bottomPadding);
    }

    focus: true
    onSpokenChanged: telling.restart()

    // The focus moves with the screen: said after it, the words are not cut off by its name.
    Timer {
        id: telling

        interval: 200
        running: true
        onTriggered: heading.Accessible.announce(frame.spoken, Accessible.Assertive)
    }

    Column {
        id: words

        objectName: "words"
        x: frame.pictured ? 2 * frame.side + frame.half : frame.side
        y: {
            if (frame.pictured)
                return Math.max(frame.topPadding, (frame.height - frame.together) / 2);
            if (frame.beside && frame.informationHeight >= 0)
                return Math.max(frame.topPadding, (frame.height - implicitHeight - 32 - frame.informationHeight) / 2);
            return frame.topPadding;
        }
        width: frame.split && !frame.over ? frame.half : frame.width - 2 * frame.side
        spacing: Theme.landscape ? 12 : 20

        Badge {
            visible: frame.badge !== ""
            text: frame.badge
            tone: frame.badgeTone
        }

        Label {
            id: heading

            width: parent.width
            heading: true
            size: frame.titleSize
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
        y: frame.pictured ? frame.topPadding : words.y + words.height + frame.underWords
        width: words.width
        height: frame.over ? 0 : Math.max(0, (frame.split || !frame.hasControls ? frame.height - Theme.gap : frame.controlsTop - frame.underWords) - y)
    }

    Item {
        id: controls

        x: frame.split && !frame.over ? 2 * frame.side + frame.half : frame.side
        y: frame.controlsTop
        width: frame.width - x - frame.side
        height: frame.height - y - frame.bottomPadding
        visible: frame.hasControls
    }
}
