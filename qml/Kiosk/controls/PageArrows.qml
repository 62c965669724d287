import QtQuick
import Kiosk

// Two large arrows and, between them, which page of how many.
Item {
    id: arrows

    required property PagedColumn column

    implicitHeight: Theme.controlHeight

    KButton {
        id: previous

        width: (parent.width - position.width) / 2 - Theme.gap
        height: parent.height
        available: arrows.column.page > 0
        icon: "pageUp"
        label: qsTrId("control.page.previous")
        onActivated: arrows.column.page -= 1
    }

    Label {
        id: position

        anchors.centerIn: parent
        text: (arrows.column.page + 1) + " / " + arrows.column.pages
        size: Theme.sizeSmall
        font.weight: Font.DemiBold
    }

    KButton {
        anchors.right: parent.right
        width: previous.width
        height: parent.height
        available: arrows.column.page < arrows.column.pages - 1
        icon: "pageDown"
        label: qsTrId("control.page.next")
        onActivated: arrows.column.page += 1
    }
}
