pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// What is typed, large and in groups, a cursor, and the pattern of what is still to come.
Rectangle {
    id: field

    required property string written
    required property string rest
    // How many characters are typed.
    required property int typed
    // Shown, and never read out.
    property bool unspoken: false
    property bool wrong: false

    property int before: 0

    readonly property int margin: 32
    readonly property real room: width - 2 * margin
    readonly property int size: fitting([Theme.sizeTitle, Theme.sizeBody, 40, 36, 32])
    readonly property string count: qsTrId("control.typed.count", typed)

    function fitting(sizes: list<int>): int {
        return sizes.find(size => whole.advanceWidth * size / whole.font.pixelSize <= room) ?? 32;
    }

    function tell(): void {
        const added = typed > before && !unspoken && !written.endsWith(" ");
        // All gone at once is a text that was handed in, not one that was erased.
        if (typed > 0 || before === 1)
            Accessible.announce(added ? written.slice(-1) : count, Accessible.Assertive);
        before = typed;
    }

    implicitHeight: Theme.landscape ? 92 : 136
    radius: Theme.radiusLarge
    color: Theme.surface
    border.width: 4
    border.color: wrong ? Theme.error : Theme.primary
    Accessible.role: Accessible.StaticText
    Accessible.name: unspoken || typed === 0 ? count : written
    Accessible.ignored: !visible || !enabled
    // All that is said changes with it, one after the other.
    onTypedChanged: Qt.callLater(tell)

    TextMetrics {
        id: whole

        text: field.written + field.rest
        font.family: Theme.family
        font.weight: Font.DemiBold
        font.pixelSize: 100
    }

    // A text too long even so passes behind its edges, and the cursor stays in view.
    Item {
        anchors.fill: parent
        anchors.leftMargin: field.margin
        anchors.rightMargin: field.margin
        clip: true

        Row {
            x: Math.min(0, field.room - cursor.x - cursor.width)
            anchors.verticalCenter: parent.verticalCenter

            Label {
                exposed: false
                wrapMode: Text.NoWrap
                text: field.written
                size: field.size
                color: Theme.heading
                font.weight: Font.DemiBold
            }

            Rectangle {
                id: cursor

                anchors.verticalCenter: parent.verticalCenter
                width: 4
                height: field.size
                color: Theme.accent
            }

            Label {
                exposed: false
                wrapMode: Text.NoWrap
                text: field.rest
                size: field.size
                color: Theme.textSoft
                font.weight: Font.DemiBold
            }
        }
    }
}
