import QtQuick
import Kiosk

// Two large arrows and, between them, which page of how many.
Item {
    id: arrows

    required property int page
    required property int pages
    property bool focused: false

    // A narrow pair keeps its arrows and drops its words.
    readonly property bool worded: width >= 640

    // By how many pages: -1 or 1.
    signal turned(int by)

    implicitHeight: Theme.controlHeight
    onPageChanged: {
        if (visible)
            position.Accessible.announce(position.spoken);
    }

    KButton {
        id: previous

        width: (parent.width - position.width) / 2 - Theme.gap
        height: parent.height
        available: arrows.page > 0
        icon: "pageUp"
        label: arrows.worded ? name : ""
        name: qsTrId("control.page.previous")
        description: qsTrId("control.page.previous.description")
        onActivated: arrows.turned(-1)
    }

    Label {
        id: position

        anchors.centerIn: parent
        text: (arrows.page + 1) + " / " + arrows.pages
        spoken: qsTrId("control.page.position", arrows.page + 1) + " " + qsTrId("control.page.of", arrows.pages)
        size: Theme.sizeSmall
        font.weight: Font.DemiBold
    }

    KButton {
        anchors.right: parent.right
        width: previous.width
        height: parent.height
        focus: arrows.focused
        available: arrows.page < arrows.pages - 1
        icon: "pageDown"
        label: arrows.worded ? name : ""
        name: qsTrId("control.page.next")
        description: qsTrId("control.page.next.description")
        onActivated: arrows.turned(1)
    }
}
