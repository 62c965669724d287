pragma ComponentBehavior: Bound

import QtQuick
import Kiosk
import Kiosk.Models

// The lines of a summary on one surface, read by pages when there are many.
Item {
    id: list

    required property list<FactModel> facts
    property bool arrowsApart: false
    // False where something else turns the pages.
    property bool arrows: true
    // False where the list stands on a surface already.
    property bool framed: true
    // Whether the lines spread over all the room there is.
    property bool roomy: false
    // Whether what is hidden is shown by a button in its line.
    property bool uncovers: false
    readonly property alias column: rows
    readonly property int inset: Theme.landscape ? 4 : 8

    signal uncovered

    // Where what stands under the surface may begin; 0 without any facts.
    readonly property real roomBelow: facts.length > 0 ? rows.contentHeight + 2 * inset + Theme.gap : 0

    implicitHeight: facts.length > 0 ? rows.wanted + 2 * inset : 0
    visible: facts.length > 0

    Rectangle {
        width: parent.width
        height: rows.contentHeight + 2 * list.inset
        visible: list.framed
        radius: 18
        color: Theme.surface
        border.width: Theme.highContrast ? Theme.outlineWidth : 2
        border.color: Theme.separator
    }

    PagedColumn {
        id: rows

        y: list.inset
        width: parent.width
        height: parent.height - 2 * list.inset
        uneven: true
        count: list.facts.length
        arrowsApart: list.arrowsApart || !list.arrows
        preferredRowHeight: list.roomy ? (Theme.landscape ? 120 : 292) : Theme.wide ? 104 : Theme.landscape ? 84 : 124
        spacing: 0

        Repeater {
            // So many lines that stay: what is uncovered keeps the focus on its button.
            model: list.facts.length

            FactRow {
                required property int index
                readonly property FactModel fact: list.facts[index] ?? null

                width: rows.rowWidth
                height: implicitHeight + Math.max(0, Math.min(rows.spare, rows.preferredRowHeight - implicitHeight))
                visible: rows.shows(index)
                last: index === rows.next - 1
                label: fact?.label ?? ""
                value: fact?.value ?? ""
                detail: fact?.detail ?? ""
                hidden: fact?.secret ?? false
                covered: fact?.covered ?? false
                uncovers: list.uncovers && covered
                roomy: list.roomy && list.facts.length < 4
                onUncovered: list.uncovered()
            }
        }
    }
}
