pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// How many digits are typed, as dots; never which.
Rectangle {
    id: dots

    required property int typed
    required property int length

    property int before: 0

    readonly property int shown: Math.max(typed, length)
    readonly property int pitch: Math.min(68, (width - 64) / Math.max(1, shown))

    implicitHeight: Theme.landscape ? 104 : 136
    radius: Theme.radiusLarge
    color: Theme.surface
    border.width: 4
    border.color: Theme.primary
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
        anchors.centerIn: parent

        Repeater {
            model: dots.shown

            Item {
                id: place

                required property int index

                width: dots.pitch
                height: 36

                Rectangle {
                    anchors.centerIn: parent
                    width: Math.min(36, place.width - 8)
                    height: width
                    radius: width / 2
                    color: place.index < dots.typed ? Theme.primary : Theme.surface
                    border.width: 3
                    border.color: place.index < dots.typed ? Theme.primary : Theme.outline
                }
            }
        }
    }
}
