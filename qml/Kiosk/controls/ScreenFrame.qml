pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// One question a screen: its words at the top left, always; under them what there is to read, then the
// controls that answer it. Its picture stands over the controls of a portrait screen, and in a panel of
// its own at the right of a landscape one. Keys stand under words and what is typed, or right of them.
FocusScope {
    id: frame

    required property string title
    // False where the screen places the question itself, and has all the room for its controls.
    property bool titled: true
    property int titleSize: Theme.sizeTitle
    property list<string> lines: []
    property string badge: ""
    property string badgeTone: "success"
    // Said at the end of something: a large tick stands before it.
    property string done: ""
    // Where there is little room it stands beside the question, without its words.
    property bool doneBeside: Theme.landscape && Theme.largeText
    // What a screen reader is told when the screen comes or its words change.
    property string spoken: Spoken.inTurn([badge, done, title, ...lines])
    // How high the controls are; below zero they take all the room that the words leave.
    property real controlsHeight: -1
    // How high what there is to read would like to be.
    property real informationHeight: 0
    // Whether there is a picture, and whether it makes way for words where there is little room.
    property bool pictured: false
    property bool yielding: false
    // How much of a landscape screen the picture takes.
    property real pictureShare: besideControls
    // Whether all of it stands over each other, over the whole width of any screen.
    property bool stacked: false
    // Whether keys stand right of words and what is typed on a landscape screen.
    property bool keysBeside: false
    property alias information: information.data
    property alias picture: pictureRoom.data
    default property alias controls: controls.data

    // The share of a picture beside controls, and of one that is alone with a few words.
    readonly property real besideControls: Theme.compact ? 0.32 : 0.356
    readonly property real besideWords: Theme.compact ? 0.42 : 0.46
    readonly property bool fills: controlsHeight < 0
    readonly property bool hasControls: fills || controlsHeight > 0
    readonly property real side: Theme.margin
    readonly property bool besides: Theme.landscape && keysBeside && !stacked
    readonly property bool aside: Theme.landscape && pictured && !stacked && !besides && !(yielding && Theme.compact)
    readonly property real half: (width - 3 * side) / 2
    readonly property real panelWidth: aside ? Math.round(width * pictureShare) : 0
    readonly property real column: besides ? half : width - panelWidth - 2 * side
    readonly property real topPadding: Theme.landscape ? 20 : 32
    readonly property real bottomPadding: Theme.landscape ? 20 : 28
    readonly property real apart: !Theme.landscape ? 24 : stacked ? 12 : Theme.gap
    readonly property real underWords: !Theme.landscape ? 24 : stacked ? 12 : 20
    // Between what there is to read and the controls under it.
    readonly property real aboveControls: stacked ? Theme.gap : underWords
    readonly property real belowWords: words.y + words.height + apart
    readonly property real informationRoom: {
        const end = besides || !hasControls ? height - Theme.gap : Theme.landscape ? fills ? height : height - bottomPadding - controlsHeight - apart : lowestTop - aboveControls;
        return Math.max(0, end - information.y);
    }
    readonly property real controlsTop: {
        if (!titled)
            return 0;
        if (besides)
            return fills ? topPadding : Math.max(topPadding, (height - controlsHeight) / 2);
        if (Theme.landscape && !fills && !stacked)
            return informationHeight > 0 ? information.y + information.height + apart : Math.max(belowWords, Math.min(belowWords + 24, height - controlsHeight - bottomPadding));
        return lowestTop;
    }
    // Where controls begin that stand at the bottom, or take what the words leave.
    readonly property real lowestTop: {
        const highest = Theme.lowMode ? Math.max(Theme.lowLine, belowWords) : belowWords;
        return fills ? highest : Math.max(highest, height - controlsHeight - bottomPadding);
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

    Rectangle {
        x: frame.width - frame.panelWidth
        width: frame.panelWidth
        height: frame.height
        visible: frame.aside && !Theme.highContrast
        color: Theme.tint
    }

    Column {
        id: words

        objectName: "words"
        x: frame.side
        y: frame.topPadding
        width: frame.column
        visible: frame.titled
        spacing: Theme.landscape ? 8 : 16

        DoneMark {
            visible: frame.done !== "" && !frame.doneBeside
            text: frame.done
        }

        Badge {
            visible: frame.badge !== ""
            text: frame.badge
            tone: frame.badgeTone
        }

        Title {
            id: heading

            width: parent.width
            size: frame.titleSize
            words: frame.title
            leftPadding: beside.visible ? beside.extent + 20 : 0

            DoneMark {
                id: beside

                y: (heading.lineHeight - extent) / 2
                visible: frame.done !== "" && frame.doneBeside
                extent: 64
                text: ""
            }
        }

        Repeater {
            model: frame.lines

            Label {
                required property string modelData

                width: words.width
                visible: modelData !== ""
                words: modelData
            }
        }
    }

    Item {
        id: information

        x: frame.side
        y: words.y + words.height + frame.underWords
        width: frame.column
        height: frame.informationHeight > 0 ? Math.min(frame.informationHeight, frame.informationRoom) : frame.informationRoom
    }

    Item {
        id: pictureRoom

        readonly property real begins: frame.informationHeight > 0 ? information.y + information.height + Theme.gap : information.y

        x: frame.aside ? frame.width - frame.panelWidth + 32 : frame.side
        y: frame.aside ? 32 : begins
        width: frame.aside ? frame.panelWidth - 64 : frame.width - 2 * frame.side
        height: frame.aside ? frame.height - 64 : Math.max(0, (frame.hasControls ? frame.controlsTop - frame.underWords : frame.height - Theme.gap) - begins)
        visible: frame.pictured && (frame.aside || !Theme.landscape && !frame.fills && height >= 160)
    }

    Item {
        id: controls

        x: !frame.titled ? 0 : frame.besides ? 2 * frame.side + frame.half : frame.side
        y: frame.controlsTop
        width: !frame.titled ? frame.width : frame.column
        height: frame.height - y - (frame.titled ? frame.bottomPadding : 0)
        visible: frame.hasControls
    }
}
