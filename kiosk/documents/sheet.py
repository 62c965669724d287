"""One page being drawn: text, lines and squares, each known as content or as decoration.

Lengths are millimetres from the top left of the sheet, sizes of type are points.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from kiosk.documents.canvas import PaperCanvas
from kiosk.documents.fonts import Face, width
from kiosk.documents.structure import Element, Mark

POINTS_PER_MM = 72 / 25.4
SHEET_WIDTH = 210.0
SHEET_HEIGHT = 297.0
SMALLEST = 8.0
"""Points: no type on paper is smaller."""
LINE_HEIGHT = 1.25
"""Distance between two lines of text, in sizes of the type."""

Rgb = tuple[float, float, float]


def colour(hexadecimal: str) -> Rgb:
    """``"0c419a"`` as three parts between 0 and 1."""
    red, green, blue = (int(hexadecimal[i : i + 2], 16) / 255 for i in (0, 2, 4))
    return red, green, blue


TEXT = colour("222324")
QUIET = colour("4c4f52")
PRIMARY = colour("0c419a")
DEEP = colour("07275c")
LINE = colour("c3c8d0")
PALE = colour("eef2f9")
ALERT = colour("8f2215")
"""Dark enough to be read as black on the agency's grey printers: words say it, not the colour."""


def points(millimetres: float) -> float:
    return millimetres * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Type:
    """A face at a size, in a colour. ``spacing``: of its lines,
    against the usual."""

    face: Face
    size: float
    colour: Rgb = TEXT
    spacing: float = 1.0

    @property
    def leading(self) -> float:
        """Millimetres from one line to the next."""
        return self.size * LINE_HEIGHT * self.spacing / POINTS_PER_MM


class Sheet:
    """Page ``number`` (from 0) of the document whose structure is ``root``.

    What is drawn inside ``marked`` belongs to an element of the structure; all else is decoration
    (an artifact, ISO 32000-1, 14.8.2.2), which a screen reader passes over.
    """

    def __init__(self, canvas: PaperCanvas, number: int, root: Element) -> None:
        self.root = root
        self._canvas = canvas
        self._number = number
        self._marks = 0
        self._element: Element | None = None
        self._open = False
        self._colour: Rgb | None = None

    @contextmanager
    def marked(self, element: Element | None) -> Iterator[None]:
        """Until the end of the block, what is drawn is content of ``element``; decoration if none
        is given."""
        outer = self._element
        self._turn_to(element)
        yield
        self._turn_to(outer)

    def finish(self) -> None:
        """Ends the page; nothing can be drawn on it any more."""
        self._turn_to(None)
        self._canvas.showPage()

    def text(self, x: float, baseline: float, text: str, style: Type) -> None:
        self._write(x * POINTS_PER_MM, baseline, text, style)

    def text_right(self, right: float, baseline: float, text: str, style: Type) -> None:
        """Ends at ``right``."""
        start = right * POINTS_PER_MM - width(text, style.face, style.size)
        self._write(start, baseline, text, style)

    def lines(self, x: float, baseline: float, lines: Sequence[str], style: Type) -> None:
        for number, line in enumerate(lines):
            self.text(x, baseline + number * style.leading, line, style)

    def rule(self, x: float, y: float, length: float, colour: Rgb, weight: float) -> None:
        """A horizontal line ``weight`` millimetres thick, hanging from ``y``."""
        self.fill(x, y, length, weight, colour)

    def fill(self, x: float, y: float, w: float, h: float, colour: Rgb) -> None:
        self._begin()
        self._paint(colour)
        self._canvas.rect(*self._place(x, y + h), w * POINTS_PER_MM, h * POINTS_PER_MM, 0, 1)

    def frame(self, x: float, y: float, w: float, h: float, colour: Rgb) -> None:
        """A box with round corners and a thin line."""
        self._begin()
        self._canvas.setStrokeColorRGB(*colour)
        self._canvas.setLineWidth(0.8)
        size = w * POINTS_PER_MM, h * POINTS_PER_MM
        self._canvas.roundRect(*self._place(x, y + h), *size, 1.5 * POINTS_PER_MM, 1, 0)

    def squares(
        self, x: float, y: float, side: float, rows: Sequence[Sequence[bool]], colour: Rgb
    ) -> None:
        """A matrix of filled squares, ``side`` millimetres in all, as one vector path."""
        self._begin()
        self._paint(colour)
        cell = side / len(rows)
        high = points(cell)
        for row_number, row in enumerate(rows):
            for start, length in _runs(row):
                left, bottom = self._place(x + start * cell, y + (row_number + 1) * cell)
                # Through ReportLab, writing the numbers of one QR code takes three times as long.
                self._canvas.addLiteral(
                    f"{left:.3f} {bottom:.3f} {length * high:.3f} {high:.3f} re"
                )
        self._canvas.addLiteral("f")

    def box(self, x: float, y: float, w: float, h: float) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a rectangle in points from the bottom left, as PDF has."""
        return (*self._place(x, y + h), *self._place(x + w, y))

    def _write(self, left: float, baseline: float, text: str, style: Type) -> None:
        """Ends content with a space: read aloud, the next line or value is another word."""
        self._begin()
        if self._element is not None and not text.endswith("-"):
            text += " "
        self._paint(style.colour)
        high = (SHEET_HEIGHT - baseline) * POINTS_PER_MM
        self._canvas.write(left, high, text, style.face, style.size)

    def _paint(self, colour: Rgb) -> None:
        """Fills with ``colour`` from here on; said once, which a long table needs to be fast."""
        if colour != self._colour:
            self._canvas.setFillColorRGB(*colour)
            self._colour = colour

    def _turn_to(self, element: Element | None) -> None:
        if self._open:
            self._canvas.addLiteral("EMC")
        self._open = False
        self._element = element

    def _begin(self) -> None:
        """Opens the marked content that the next thing drawn belongs to."""
        if self._open:
            return
        self._open = True
        if self._element is None:
            self._canvas.addLiteral("/Artifact BMC")
            return
        self._canvas.addLiteral(f"/{self._element.role} <</MCID {self._marks}>> BDC")
        self._element.kids.append(Mark(self._number, self._marks))
        self._marks += 1

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
