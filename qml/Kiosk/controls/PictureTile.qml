import QtQuick
import Kiosk

// A service or a subject to choose: its picture on the ground of its subject, its name, a line of
// detail, and a pill where there is more to know. The picture stands over the words, or beside them.
Pressable {
    id: tile

    required property string label
    required property string detail
    required property string picture
    required property string subject
    property bool beside: false
    property bool primary: false
    // Why it cannot be had now; said in place of the detail.
    property string reason: ""
    // What else is to be known of one that can be had.
    property string note: ""
    property bool detailed: true

    readonly property string secondLine: available ? detail : reason
    readonly property bool noted: !available || note !== ""
    // A low tile has no room for the pill but on the ground, and none for the detail.
    readonly property bool low: !beside && height < 200
    readonly property int inset: 12
    readonly property color ink: pressed ? Theme.pressedInk : available ? Theme.heading : Theme.unavailableInk
    readonly property real lettersHeight: words.implicitHeight + (beside ? 2 * inset : low ? 16 : 28)
    // Tiles that stand together leave their words the same room, and so have equal pictures.
    readonly property real lettersRoom: {
        let room = lettersHeight;
        const together = parent?.children ?? [];
        for (let i = 0; i < together.length; i++) {
            const tile = together[i] as PictureTile;
            if (tile?.visible)
                room = Math.max(room, tile.lettersHeight);
        }
        return room;
    }

    name: label
    description: !available ? secondLine + ". " + qsTrId("tile.not_now") : note !== "" ? secondLine + ". " + note : secondLine
    radius: 18
    implicitHeight: beside ? Math.max(96, lettersHeight) : lettersHeight + 120

    Rectangle {
        anchors.fill: parent
        radius: tile.radius
        color: tile.pressed ? Theme.pressed : tile.available ? Theme.surface : ground.visible ? Theme.background : Theme.unavailable
        border.width: Theme.highContrast || tile.primary && tile.available ? Theme.outlineWidth : 2
        border.color: tile.primary && tile.available ? Theme.primary : tile.available ? Theme.outline : Theme.unavailableInk
        visible: !dashes.visible
    }

    DashedFrame {
        id: dashes

        anchors.fill: parent
        visible: Theme.highContrast && !tile.available
        radius: tile.radius
    }

    Rectangle {
        id: ground

        objectName: "ground"
        x: tile.inset
        y: tile.inset
        width: tile.beside ? Math.min(tile.width * (Theme.largeText || !Theme.landscape ? 0.23 : 0.3), tile.height - 2 * tile.inset) : tile.width - 2 * tile.inset
        height: tile.beside ? tile.height - 2 * tile.inset : tile.height - tile.lettersRoom - tile.inset
        radius: 12
        visible: height >= 48
        color: tile.pressed ? Theme.pressed : tile.available ? Theme.ground(tile.subject) : Theme.unavailable

        Picture {
            anchors.fill: parent
            anchors.margins: tile.low ? 4 : tile.beside ? 6 : Math.min(24, Math.max(10, parent.height * 0.08))
            anchors.rightMargin: tile.low && tile.noted ? pill.width + 2 * anchors.margins : anchors.margins
            name: tile.picture
        }

        // A veil over the whole: parts that were pale each would show through each other.
        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            visible: !tile.available
            color: Theme.unavailable
            opacity: 0.55
        }
    }

    Column {
        id: words

        x: tile.beside ? ground.x + ground.width + 20 : 28
        y: tile.beside ? (tile.height - height) / 2 : tile.height - tile.lettersRoom + (tile.low ? 4 : 10)
        width: tile.width - x - 10
        spacing: 2

        Label {
            id: caption

            width: parent.width
            exposed: false
            text: tile.label
            color: tile.ink
            font.weight: Font.Bold
            lineHeight: Math.round(font.pixelSize * 1.15)
        }

        Label {
            width: parent.width
            // Where there is no room for both, the pill says more.
            visible: text !== "" && (tile.detailed || !tile.available && !Theme.largeText) && (tile.beside ? caption.height + implicitHeight + (tile.noted ? pill.height : 0) + 2 * tile.inset <= tile.height : !tile.low && !(tile.noted && tile.height < 290))
            exposed: false
            text: tile.secondLine
            size: Theme.sizeSmall
            color: tile.pressed ? Theme.pressedInk : tile.available ? Theme.textSoft : Theme.unavailableSoft
            lineHeight: Math.round(font.pixelSize * 1.2)
        }

        // The room of the pill, where it stands under the words.
        Item {
            id: underWords

            visible: tile.noted && !tile.low
            width: pill.width
            height: pill.height
        }
    }

    Pill {
        id: pill

        x: tile.low ? ground.x + ground.width - width - 8 : words.x
        y: tile.low ? ground.y + (ground.height - height) / 2 : words.y + underWords.y
        visible: tile.noted
        text: tile.available ? tile.note : qsTrId("tile.not_now")
        icon: tile.available ? "clock" : "notNow"
        tone: tile.available ? "later" : "notNow"
    }
}
