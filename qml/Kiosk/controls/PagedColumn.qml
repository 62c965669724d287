import QtQuick
import Kiosk

// A column of equal rows that is read page by page with two large arrows when it does not fit.
// Its rows ask it for their width, height and whether they are on the page.
Item {
    id: paged

    required property int count
    property real preferredRowHeight: 0
    property real spacing: Theme.gap
    // True where the arrows stand elsewhere, within reach.
    property bool arrowsApart: false

    default property alias rows: column.data

    readonly property real arrowsRoom: arrowsApart ? 0 : arrows.implicitHeight + Theme.gap
    readonly property real tallest: tallestOf(column.children)
    readonly property int fitting: capacity(height, tallest)
    readonly property int perPage: fitting >= count ? count : Math.max(1, capacity(height - arrowsRoom, tallest))
    readonly property int pages: Math.max(1, Math.ceil(count / Math.max(1, perPage)))
    readonly property real rowHeight: pages > 1 ? tallest : Math.max(tallest, Math.min(preferredRowHeight, (height + spacing) / Math.max(1, count) - spacing))
    readonly property real contentHeight: column.implicitHeight
    // Where rows that leave room stand in it: 0 at the top, 1 at the bottom.
    property real settling: 0
    property int page: 0

    // What all rows together would like to have.
    implicitHeight: count * (Math.max(tallest, preferredRowHeight) + spacing) - spacing

    function tallestOf(items: list<Item>): real {
        let tallest = 0;
        for (let i = 0; i < items.length; i++)
            tallest = Math.max(tallest, items[i].implicitHeight);
        return tallest;
    }

    function capacity(room: real, each: real): int {
        return Math.floor((room + spacing) / (each + spacing) + 0.001);
    }

    function shows(index: int): bool {
        return index >= page * perPage && index < (page + 1) * perPage;
    }

    function turn(by: int): void {
        page = Math.max(0, Math.min(pages - 1, page + by));
    }

    onPagesChanged: page = Math.min(page, pages - 1)

    Column {
        id: column

        y: paged.pages > 1 ? 0 : Math.max(0, paged.height - implicitHeight) * paged.settling
        width: parent.width
        spacing: paged.spacing
    }

    PageArrows {
        id: arrows

        anchors.bottom: parent.bottom
        width: parent.width
        visible: !paged.arrowsApart && paged.pages > 1
        page: paged.page
        pages: paged.pages
        onTurned: by => paged.turn(by)
    }
}
