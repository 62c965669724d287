import QtQuick
import Kiosk

// Equal rows, in one column or in more, read page by page with two large arrows when they do not fit.
// They ask it for their width, height and whether they are on the page.
Item {
    id: paged

    required property int count
    property int columns: 1
    property real preferredRowHeight: 0
    property real spacing: Theme.gap
    // True where the arrows stand elsewhere, within reach.
    property bool arrowsApart: false

    default property alias rows: grid.data

    readonly property real rowWidth: (width - (columns - 1) * spacing) / columns
    readonly property real arrowsRoom: arrowsApart ? 0 : arrows.implicitHeight + Theme.gap
    readonly property real tallest: tallestOf(grid.children)
    // Rows that differ are equal only where they are read page by page.
    property bool uneven: false
    readonly property real total: totalOf(grid.children)
    readonly property int fitting: uneven && total <= height ? count : capacity(height, tallest) * columns
    readonly property int perPage: fitting >= count ? count : Math.max(1, capacity(height - arrowsRoom, tallest)) * columns
    readonly property int pages: Math.max(1, Math.ceil(count / Math.max(1, perPage)))
    readonly property int lines: Math.ceil(Math.min(count, perPage) / columns)
    readonly property real room: height - (pages > 1 ? arrowsRoom : 0)
    readonly property real evenHeight: Math.min(preferredRowHeight, (room + spacing) / Math.max(1, lines) - spacing)
    readonly property real rowHeight: Math.max(tallest, evenHeight)
    readonly property real contentHeight: grid.implicitHeight
    // Where rows that leave room stand in it: 0 at the top, 1 at the bottom.
    property real settling: 0
    property int page: 0

    // What all rows together would like to have.
    implicitHeight: Math.ceil(count / columns) * (Math.max(tallest, preferredRowHeight) + spacing) - spacing

    // As that, of rows that differ.
    readonly property real wanted: wantedOf(grid.children)

    function wantedOf(items: list<Item>): real {
        let wanted = 0;
        for (let i = 0; i < items.length; i++)
            wanted += Math.max(items[i].implicitHeight, preferredRowHeight);
        return wanted + spacing * Math.max(0, count - 1);
    }

    function tallestOf(items: list<Item>): real {
        let tallest = 0;
        for (let i = 0; i < items.length; i++)
            tallest = Math.max(tallest, items[i].implicitHeight);
        return tallest;
    }

    function totalOf(items: list<Item>): real {
        let total = 0;
        for (let i = 0; i < items.length; i++)
            total += items[i].implicitHeight;
        return total + spacing * Math.max(0, count - 1);
    }

    function capacity(room: real, each: real): int {
        return Math.floor((room + spacing) / (each + spacing) + 0.001);
    }

    function shows(index: int): bool {
        return index >= page * perPage && index < (page + 1) * perPage;
    }

    function turn(by: int): void {
        page = Math.max(0, Math.min(pages - 1, page + by));
        slide.come(by);
    }

    onPagesChanged: page = Math.min(page, pages - 1)

    Grid {
        id: grid

        y: paged.pages > 1 ? 0 : Math.max(0, paged.height - implicitHeight) * paged.settling
        columns: paged.columns
        spacing: paged.spacing
        transform: Slide {
            id: slide
        }
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
