import QtQuick
import Kiosk

// The settings a person may need to read and reach: larger text, contrast, controls within reach.
Item {
    id: bar

    required property bool largeText
    required property bool highContrast
    required property bool lowMode

    readonly property int size: Math.min(Theme.sizeSmall, 38)
    readonly property real unit: (width - (low.visible ? 2 : 1) * Theme.gap) / (low.visible ? 3.3 : 2)

    signal largeTextToggled
    signal highContrastToggled
    signal lowModeToggled

    implicitHeight: 96

    Row {
        anchors.fill: parent
        spacing: Theme.gap

        KButton {
            width: low.visible ? bar.unit * 1.3 : bar.unit
            height: parent.height
            tone: "quiet"
            size: bar.size
            icon: bar.largeText ? "check" : "textSize"
            label: qsTrId("control.large_text")
            description: qsTrId("control.large_text.description")
            checkable: true
            checked: bar.largeText
            onActivated: bar.largeTextToggled()
        }

        KButton {
            width: bar.unit
            height: parent.height
            tone: "quiet"
            size: bar.size
            icon: bar.highContrast ? "check" : "halfDisc"
            label: qsTrId("control.contrast")
            description: qsTrId("control.contrast.description")
            checkable: true
            checked: bar.highContrast
            onActivated: bar.highContrastToggled()
        }

        KButton {
            id: low

            width: bar.unit
            height: parent.height
            // A landscape screen has no top out of reach.
            visible: !Theme.landscape
            tone: "quiet"
            size: bar.size
            icon: bar.lowMode ? "check" : "down"
            label: qsTrId("control.low_mode")
            description: qsTrId("control.low_mode.description")
            checkable: true
            checked: bar.lowMode
            onActivated: bar.lowModeToggled()
        }
    }
}
