pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// How many characters of a code are typed, as dots and a cursor: never which, but the last one for the
// moment in which its owner asked to see it. How long a code is nobody is told, so no place stands ready.
Rectangle {
    id: dots

    required property int typed
    // The character that may be seen now in place of the last dot. It is not read out.
    required property string glimpse
    property bool wrong: false

    property int before: 0

    readonly property bool marked: wrong && typed === 0

    readonly property real room: width - 64 - 72
    readonly property int smallestPitch: 28
    // Many dots get smaller; of still more the first ones pass out behind the left edge.
    readonly property int shown: Math.min(typed, Math.max(1, Math.floor(room / smallestPitch)))
    readonly property real pitch: Math.min(56, Math.floor(room / Math.max(1, shown)))

    implicitHeight: Theme.landscape ? 104 : 136
    radius: Theme.radiusLarge
    color: Theme.surface
    border.width: marked ? Theme.errorWidth : 4
    border.color: marked ? Theme.errorMark : Theme.primary
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTrId("control.dots.name", typed)
    Accessible.ignored: !visible || !enabled
    onTypedChanged: {
        // All gone at once is a code that was sent, not one that was erased.
        if (typed > 0 || before === 1)
            Accessible.announce(qsTrId("control.dots.name", typed), Accessible.Assertive);
        before = typed;
    }

    Row {
        x: 32
        anchors.verticalCenter: parent.verticalCenter
        spacing: 0

        Repeater {
            model: dots.shown

            Item {
                id: place

                required property int index

                readonly property bool seen: dots.glimpse !== "" && index === dots.shown - 1

                width: seen ? Math.max(64, dots.pitch) : dots.pitch
                height: 72

                Rectangle {
                    anchors.centerIn: parent
                    width: Math.min(36, place.width - 8)
                    height: width
                    radius: width / 2
                    visible: !place.seen
                    color: Theme.primary
                }

                Label {
                    anchors.centerIn: parent
                    visible: place.seen
                    exposed: false
                    text: place.seen ? dots.glimpse : ""
                    size: Theme.sizeTitle
                    color: Theme.heading
                    font.weight: Font.DemiBold
                    lineHeight: Math.round(font.pixelSize * 1.15)
                }
            }
        }

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: 5
            height: 64
            color: Theme.accent
        }
    }
}
