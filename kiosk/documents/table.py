"""Tables: cells broken to the width of their columns, rows, headings that come again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kiosk.documents import wording
from kiosk.documents.fonts import Face, printable, width
from kiosk.documents.frame import LEFT, WIDTH
from kiosk.documents.layout import Block, gap
from kiosk.documents.masthead import heading_block
from kiosk.documents.sheet import LINE, POINTS_PER_MM, PRIMARY, QUIET, SMALLEST, Sheet, Type, points
from kiosk.documents.structure import Element, Role, column_header
from kiosk.documents.text import wrap

_HEADING = Type(Face.SEMIBOLD, 9, QUIET)
_HEADINGS_HEIGHT = 6.4
_PADDING = 1.6
NUMBER_ROOM = 6.0
"""Millimetres for the number before a text: two digits and a point."""

Styled = tuple[str, Type]


@dataclass(frozen=True, slots=True)
class Column:
    """``x`` from the left margin, ``room`` for its text. In a ``numeric`` one it ends at the right,
    so that units stand under units (our digits are equally wide), and stays on one line."""

    x: float
    room: float
    title: str
    numeric: bool = False


class Cell:
    """Texts one under the other, each broken to the width of the column; in a numeric one, each
    made smaller until it fits. ``numbers``, by the place of their text, stand before it; then all
    texts begin right of them.

    ``element`` is what it is in the structure; without one it is decoration.
    """

    def __init__(
        self,
        column: Column,
        texts: Sequence[Styled],
        element: Element | None = None,
        numbers: Mapping[int, str] | None = None,
    ) -> None:
        self._element = element
        self._left = left = LEFT + column.x
        self._numbers: dict[int, str] = {}
        self._lines: list[tuple[float, str, Type]] = []
        if numbers:
            left, column = left + NUMBER_ROOM, replace(column, room=column.room - NUMBER_ROOM)
        for place, (text, style) in enumerate(texts):
            if numbers and place in numbers:
                self._numbers[len(self._lines)] = numbers[place]
            if column.numeric:
                self._lines.append(_ending_at(left + column.room, text, style, column.room))
            else:
                lines = wrap(text, style.face, style.size, points(column.room))
                self._lines += [(left, line, style) for line in lines]
        self.height = sum(style.leading for *_, style in self._lines)

    def draw(self, sheet: Sheet, top: float) -> None:
        with sheet.marked(self._element):
            for place, (x, text, style) in enumerate(self._lines):
                top += style.leading
                if place in self._numbers:
                    number = self._numbers[place]
                    sheet.text(self._left, top - style.leading * 0.25, number, style)
                sheet.text(x, top - style.leading * 0.25, text, style)


def _ending_at(right: float, text: str, style: Type, room: float) -> tuple[float, str, Type]:
    """Where ``text`` begins, so that it ends at ``right``, and how. A number is never cut nor
    broken: one that no size makes fit would stand out to the left."""
    clean = printable(text)
    wide = width(clean, style.face, style.size) / POINTS_PER_MM
    if wide <= room or style.size <= SMALLEST:
        return right - wide, clean, style
    return _ending_at(right, text, replace(style, size=style.size - 0.5), room)


def headings_block(columns: Sequence[Column], table: Element | None = None) -> Block:
    """The titles of the columns; the first time, with the ``table`` that they open."""
    row = table.add(Role.ROW) if table is not None else None
    cells = [
        Cell(
            column,
            [(column.title, _HEADING)],
            row.add(Role.HEADER, column_header()) if row is not None else None,
        )
        for column in columns
    ]

    def draw(sheet: Sheet, top: float) -> None:
        if table is not None:
            sheet.root.kids.append(table)
        for cell in cells:
            cell.draw(sheet, top + 0.6)
        sheet.rule(LEFT, top + _HEADINGS_HEIGHT - 0.25, WIDTH, QUIET, 0.25)

    return Block(_HEADINGS_HEIGHT, draw, together=True)


def continued_block(title: str, columns: Sequence[Column]) -> Block:
    """What opens a page on which the table under ``title`` goes on."""
    return stacked([heading_block(wording.continued(title), spoken=False), headings_block(columns)])


def paired(rows: Sequence[Block]) -> list[Block]:
    """The rows of a table so bound that no page holds one of them alone: from four rows on the
    first two stay together, and the last two always."""
    bound = {len(rows) - 2} if len(rows) < 4 else {0, len(rows) - 2}
    return [replace(row, together=True) if at in bound else row for at, row in enumerate(rows)]


def row_block(
    cells: Sequence[Cell],
    header: Block | None = None,
    *,
    ruled: bool = True,
    padding: float = _PADDING,
) -> Block:
    """Cells side by side, over a thin rule unless more of the same follows."""
    height = max(cell.height for cell in cells) + (2 if ruled else 1) * padding

    def draw(sheet: Sheet, top: float) -> None:
        for cell in cells:
            cell.draw(sheet, top + padding)
        if ruled:
            sheet.rule(LEFT, top + height - 0.2, WIDTH, LINE, 0.2)

    return Block(height, draw, header=header)


def stacked(parts: Sequence[Block]) -> Block:
    """Several blocks as one, one under the other."""

    def draw(sheet: Sheet, top: float) -> None:
        for part in parts:
            part.draw(sheet, top)
            top += part.height

    return Block(sum(part.height for part in parts), draw, together=True)


def with_note(blocks: Sequence[Block], text: str) -> list[Block]:
    """``blocks`` and a note on the page of the last of them."""
    *before, last = blocks
    return [*before, replace(last, together=True), gap(2.5), note_block(text)]


def note_block(text: str) -> Block:
    """What to know or to do about the table above, beside a bar."""
    style = Type(Face.REGULAR, 10)
    lines = wrap(text, style.face, style.size, points(WIDTH - 5))
    height = len(lines) * style.leading + 1.2

    def draw(sheet: Sheet, top: float) -> None:
        sheet.fill(LEFT, top, 1.0, height, PRIMARY)
        with sheet.marked(sheet.root.add(Role.PARAGRAPH)):
            sheet.lines(LEFT + 4, top + 0.6 + style.leading * 0.75, lines, style)

    return Block(height, draw)
