import QtQuick
import Kiosk

// What can be done under a summary: turn its pages, show what it hides; then the ways on, side by side
// with that where a landscape screen is wide enough.
Grid {
    id: actions

    required property FactList list
    required property bool canReveal
    // The height of the ways on, for what stands beside them.
    required property real waysHeight

    readonly property bool row: Theme.landscape && width >= 1000
    readonly property real waysWidth: row && canReveal ? width * 0.7 - Theme.gap : width

    signal revealed

    columns: row ? 2 : 1
    spacing: Theme.gap

    PageArrows {
        width: parent.width
        visible: actions.list.arrowsApart && actions.list.column.pages > 1
        page: actions.list.column.page
        pages: actions.list.column.pages
        onTurned: by => actions.list.column.turn(by)
    }

    KButton {
        width: actions.row ? actions.width * 0.3 : actions.width
        height: actions.row ? actions.waysHeight : implicitHeight
        visible: actions.canReveal
        icon: "eye"
        label: qsTrId("control.reveal")
        description: qsTrId("control.reveal.description")
        onActivated: actions.revealed()
    }
}
