"""Sheets, blocks and page breaks: the little of a typesetter that our papers need.

Lengths are millimetres from the top left of the sheet, sizes of type are points.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas

from kiosk.documents.fonts import Face, loaded, width

POINTS_PER_MM = 72 / 25.4
SHEET_WIDTH = 210.0
SHEET_HEIGHT = 297.0
LINE_HEIGHT = 1.25
"""Distance between two lines of text, in sizes of the type."""

Colour = tuple[float, float, float]


def colour(hexadecimal: str) -> Colour:
    """``"0c419a"`` as three parts between 0 and 1."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


TEXT = colour("222324")
QUIET = colour("55585a")
PRIMARY = colour("0c419a")
DEEP = colour("07275c")
LINE = colour("989b9b")
PALE = colour("e9eef7")
ALERT = colour("b33f2e")


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a size, in a colour."""

    face: Face
    size: float
    colour: Colour = TEXT

    @property
    def leading(self) -> float:
        """Millimetres from one line to the next."""
        return self.size * LINE_HEIGHT / POINTS_PER_MM


class Sheet:
    """One page being drawn."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def text(self, x: float, baseline: float, text: str, style: Type) -> None:
        self._write(x * POINTS_PER_MM, baseline, text, style)

    def text_right(self, right: float, baseline: float, text: str, style: Type) -> None:
        """Ends at ``right``."""
        start = right * POINTS_PER_MM - width(text, style.face, style.size)
        self._write(start, baseline, text, style)

    def lines(self, x: float, baseline: float, lines: Sequence[str], style: Type) -> None:
        for number, line in enumerate(lines):
            self.text(x, baseline + number * style.leading, line, style)

    def rule(self, x: float, y: float, length: float, colour: Colour, weight: float) -> None:
        """A horizontal line ``weight`` millimetres thick, hanging from ``y``."""
        self.fill(x, y, length, weight, colour)

    def fill(self, x: float, y: float, w: float, h: float, colour: Colour) -> None:
        self._canvas.setFillColorRGB(*colour)
        self._canvas.rect(*self._place(x, y + h), w * POINTS_PER_MM, h * POINTS_PER_MM, 0, 1)

    def frame(self, x: float, y: float, w: float, h: float, colour: Colour) -> None:
        """A box with round corners and a thin line."""
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(0.8)
        size = w * POINTS_PER_MM, h * POINTS_PER_MM
        self._canvas.roundRect(*self._place(x, y + h), *size, 1.5 * POINTS_PER_MM, 1, 0)

    def squares(
        self, x: float, y: float, side: float, rows: Sequence[Sequence[bool]], colour: Colour
    ) -> None:
        """A matrix of filled squares, ``side`` millimetres in all, as one vector path."""
        cell = side / len(rows)
        path = self._canvas.beginPath()
        for row_number, row in enumerate(rows):
            for start, length in _runs(row):
                left, bottom = self._place(x + start * cell, y + (row_number + 1) * cell)
                path.rect(left, bottom, length * cell * POINTS_PER_MM, cell * POINTS_PER_MM)
        self._canvas.setFillColorRGB(*colour)
        self._canvas.drawPath(path, 0, 1)

    def _write(self, left: float, baseline: float, text: str, style: Type) -> None:
        self._canvas.setFont(loaded(style.face).fontName, style.size)
        self._canvas.setFillColorRGB(*style.colour)
        self._canvas.drawString(left, (SHEET_HEIGHT - baseline) * POINTS_PER_MM, text)

    def _place(self, x: float, y: float) -> tuple[float, float]:
        return x * POINTS_PER_MM, (SHEET_HEIGHT - y) * POINTS_PER_MM


def _runs(row: Sequence[bool]) -> list[tuple[int, int]]:
    """(start, length) of each run of dark cells: fewer rectangles, no hairlines between them."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs


@dataclass(frozen=True, slots=True)
class Block:
    """Something that is drawn whole on one page, ``height`` millimetres high.

    ``together`` keeps it on the page of the block after it. ``header`` is drawn again above it
    when it opens a page, so that a table goes on under its own headings.
    """

    height: float
    draw: Callable[[Sheet, float], None]
    together: bool = False
    header: "Block | None" = None


def gap(height: float) -> Block:
    """White space; it vanishes at the top of a page."""
    return Block(height, _nothing, together=True)


def _nothing(_sheet: Sheet, _top: float) -> None:
    pass


Placed = tuple[float, Block]
"""The top of a block on its page, and the block."""


def paginate(
    blocks: Sequence[Block], first_top: float, next_top: float, bottom: float
) -> tuple[tuple[Placed, ...], ...]:
    """The blocks shared out over pages, in order; at least one page.

    A block higher than a whole page would overflow: callers cut theirs smaller.
    """
    pages: list[list[Placed]] = [[]]
    top = first_top
    for group in _groups(blocks):
        if top + sum(block.height for block in group) > bottom and pages[-1]:
            pages.append([])
            top = next_top
            if (header := group[0].header) is not None:
                pages[-1].append((top, header))
                top += header.height
        for block in group:
            if not pages[-1] and block.draw is _nothing:
                continue
            pages[-1].append((top, block))
            top += block.height
    return tuple(tuple(page) for page in pages)


def _groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Blocks that must share a page."""
    groups: list[list[Block]] = []
    joined = False
    for block in blocks:
        if joined:
            groups[-1].append(block)
        else:
            groups.append([block])
        joined = block.together
    return groups
