pragma ComponentBehavior: Bound

import QtQuick
import Kiosk

// Equal rows, in one column or in more, read page by page with two large arrows when they do not fit.
// They ask it for their width, height and whether they are on the page.
Item {
    id: paged

    required property int count
    property int columns: 1
    // How many places at the start of each page something else takes.
    property int lead: 0
    // How high each row is at least.
    property real least: 0
    property real preferredRowHeight: 0
    property real spacing: Theme.gap
    // True where the arrows stand elsewhere, within reach.
    property bool arrowsApart: false
    // Whether the arrow to the next page has the focus first: where nothing else can be touched.
    property alias arrowsFocused: arrows.focused

    default property alias rows: grid.data

    readonly property real rowWidth: (width - (columns - 1) * spacing) / columns
    readonly property real arrowsRoom: arrowsApart ? 0 : arrows.implicitHeight + Theme.gap
    readonly property real tallest: Math.max(least, tallestOf(grid.children))
    // Whether each row is as high as it needs to be, and a page holds as many as stand on it.
    property bool uneven: false
    readonly property real total: totalOf(grid.children, 0, count)
    readonly property bool whole: uneven ? total <= height : capacity(height) >= lead + count
    readonly property real room: height - (whole ? 0 : arrowsRoom)
    // The first row of each page.
    readonly property list<int> starts: whole ? [0] : uneven ? startsOf(grid.children) : evenStarts()
    readonly property int pages: starts.length
    readonly property int first: starts[page]
    readonly property int next: page + 1 < pages ? starts[page + 1] : count
    readonly property int lines: Math.ceil((lead + Math.min(count, starts[1] ?? count)) / columns)
    readonly property real evenHeight: Math.min(preferredRowHeight, (room + spacing) / Math.max(1, lines) - spacing)
    readonly property real rowHeight: Math.max(tallest, evenHeight)
    // What each row of this page may have more than it needs.
    readonly property real spare: (room - totalOf(grid.children, first, next)) / Math.max(1, next - first)
    readonly property real contentHeight: grid.implicitHeight
    // Where rows that leave room stand in it: 0 at the top, 1 at the bottom.
    property real settling: 0
    // The page that was turned to, kept while rows are made anew; there may be fewer pages meanwhile.
    property int turnedTo: 0
    readonly property int page: Math.min(turnedTo, pages - 1)

    // What all rows together would like to have.
    implicitHeight: Math.ceil((lead + count) / columns) * (Math.max(tallest, preferredRowHeight) + spacing) - spacing

    // As that, of rows that differ.
    readonly property real wanted: wantedOf(grid.children)

    function wantedOf(items: list<Item>): real {
        return stacked(heightsOf(items).map(height => Math.max(height, preferredRowHeight)));
    }

    function tallestOf(items: list<Item>): real {
        return Math.max(0, ...heightsOf(items));
    }

    function totalOf(items: list<Item>, from: int, to: int): real {
        return stacked(heightsOf(items).slice(from, to));
    }

    // How high rows of these heights are together.
    function stacked(heights: list<real>): real {
        return heights.reduce((sum, height) => sum + height, 0) + spacing * Math.max(0, heights.length - 1);
    }

    // Those of the rows alone: what makes them has no height.
    function heightsOf(items: list<Item>): list<real> {
        const heights = [];
        for (let i = 0; i < items.length; i++) {
            if (items[i].implicitHeight > 0)
                heights.push(items[i].implicitHeight);
        }
        return heights;
    }

    function startsOf(items: list<Item>): list<int> {
        const starts = [0];
        let used = 0;
        heightsOf(items).forEach((height, index) => {
            if (used > 0 && used + height > room) {
                starts.push(index);
                used = 0;
            }
            used += height + spacing;
        });
        return starts;
    }

    function evenStarts(): list<int> {
        const starts = [];
        for (let start = 0; start < count; start += Math.max(1, columns - lead, capacity(room) - lead))
            starts.push(start);
        return starts;
    }

    // How many equal rows stand in `room`.
    function capacity(room: real): int {
        return Math.floor((room + spacing) / (tallest + spacing) + 0.001) * columns;
    }

    function shows(index: int): bool {
        return index >= first && index < next;
    }

    function turn(by: int): void {
        turnedTo = Math.max(0, Math.min(pages - 1, page + by));
        slide.come(by);
    }

    Grid {
        id: grid

        y: paged.pages > 1 ? 0 : Math.max(0, paged.height - implicitHeight) * paged.settling
        columns: paged.columns
        spacing: paged.spacing
        transform: Slide {
            id: slide
        }

        Repeater {
            model: paged.lead

            Item {
                width: paged.rowWidth
                height: paged.rowHeight
            }
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
