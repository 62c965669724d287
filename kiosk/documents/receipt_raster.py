"""The receipt as a picture in Source Sans, like the screens: a pixel is a dot of the printer.

Loads Pillow: see ``receipt_strip.prepare`` for when that is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, partial

from PIL import Image, ImageDraw, ImageFont

from kiosk.documents import receipt_wording as wording
from kiosk.documents.fonts import Face, file_of, printable
from kiosk.documents.qr import QUIET_ZONE, matrix
from kiosk.documents.receipt import ReceiptLine, ReceiptText
from kiosk.documents.text import broken
from shared_runtime.private import Private

DOTS = 576
"""Across the 72 mm that can be printed on, at 203 dpi: 8 dots are a millimetre."""
_CELL = 6
"""0.75 mm: any telephone reads that, and the words stand beside the square."""
_PAPER, _INK = 255, 0
_INKED = 150
"""A dot is burnt where the letter is darker than that: a little more than half, for heads that are
worn print thinner than they are told."""


@dataclass(frozen=True, slots=True)
class _Style:
    """Sizes in dots: 34 are 12 points."""

    face: Face
    size: int

    @property
    def leading(self) -> int:
        return round(self.size * 1.2)

    def wide(self, text: str) -> float:
        return sum(_advance(self, character) for character in text)


_CAISSE = _Style(Face.SEMIBOLD, 28)
_TITLE = _Style(Face.BOLD, 54)
_OPERATION = _Style(Face.SEMIBOLD, 36)
_TODO = _Style(Face.BOLD, 50)
_TASK = _Style(Face.SEMIBOLD, 34)
_LABEL = _Style(Face.REGULAR, 26)
_VALUE = _Style(Face.SEMIBOLD, 34)
_REFERENCE_SIZES = (68, 60, 52, 44)
_REFERENCE_LINES = 2
_AROUND_HYPHEN = 0.1
"""Of the size of the type, on either side: so the groups of a reference stand apart."""
_HALVINGS = 4
_KEEP = _Style(Face.REGULAR, 27)
_RULE = 3
_APART, _SECTION = 12, 18
"""Dots of white between two facts, and around a rule."""
_SHORT, _KEPT_WHITE = 140, 24
"""How wide a fact may be that stands beside another, and the white between them."""


@dataclass(frozen=True, slots=True, repr=False)
class StripPicture(Private):
    """``image`` has a bit a dot, a one on white paper; ``lines``: what is written on it."""

    image: Image.Image
    lines: tuple[str, ...]


def draw(said: ReceiptText) -> StripPicture:
    """The same input gives the same dots. What the font lacks is in its plain form."""
    pen = _Pen()
    pen.write([said.caisse], _CAISSE)
    pen.write([wording.say("receipt.title")], _TITLE)
    pen.write([said.operation], _OPERATION)
    pen.rule()
    headline, *tasks = said.todo
    pen.write([headline], _TODO)
    pen.write(tasks, _TASK)
    pen.rule()
    pen.write([wording.say("receipt.reference")], _LABEL)
    _write_reference(pen, said.reference)
    pen.skip(_APART)
    for line, beside in _paired(said.lines):
        pen.skip(_APART)
        top = pen.top
        _write_fact(pen, line)
        if beside is not None:
            pen.top = top
            _write_fact(pen, beside, DOTS - _SHORT)
    pen.rule()
    _put_square(pen, said.reference)
    return pen.picture()


def prepare() -> None:
    """Reads the fonts, so that the first receipt takes no longer than the others."""
    for style in (_CAISSE, _TITLE, _OPERATION, _TODO, _TASK, _LABEL, _VALUE, _KEEP):
        style.wide(printable("0"))


@dataclass(slots=True)
class _Pen:
    """Sets lines one under the other, at ``top``; draws once it is known how long the strip is."""

    top: int = 0
    _lines: list[str] = field(default_factory=list)
    _texts: list[tuple[float, int, str, _Style]] = field(default_factory=list)
    _boxes: list[tuple[int, int, int, int]] = field(default_factory=list)

    def write(self, texts: Iterable[str], style: _Style, left: int = 0) -> None:
        for text in texts:
            for line in _even(printable(text), style, DOTS - left):
                self.line([(left, line)], style)

    def line(self, parts: list[tuple[float, str]], style: _Style) -> None:
        """One line of ``parts``, each where it begins."""
        baseline = self.top + round(style.size * 0.95)
        self._texts += [(left, baseline, text, style) for left, text in parts]
        self._lines.append("".join(text for _, text in parts))
        self.top += style.leading

    def rule(self) -> None:
        top = self.top + _SECTION
        self._boxes.append((0, top, DOTS - 1, top + _RULE - 1))
        self.top = top + _RULE + _SECTION

    def skip(self, dots: int) -> None:
        self.top += dots

    def squares(self, left: int, top: int, cells: Iterable[Iterable[bool]]) -> None:
        for y, row in enumerate(cells):
            for x, dark in enumerate(row):
                if dark:
                    at, below = left + x * _CELL, top + y * _CELL
                    self._boxes.append((at, below, at + _CELL - 1, below + _CELL - 1))

    def picture(self) -> StripPicture:
        paper = Image.new("L", (DOTS, self.top), _PAPER)
        on = ImageDraw.Draw(paper)
        for left, baseline, text, style in self._texts:
            on.text((left, baseline), text, _INK, _font(style), anchor="ls")
        for box in self._boxes:
            on.rectangle(box, fill=_INK)
        dots = paper.point(lambda level: _PAPER if level > _INKED else _INK).convert("1")
        return StripPicture(dots, tuple(self._lines))


def _paired(lines: Sequence[ReceiptLine]) -> Iterator[tuple[ReceiptLine, ReceiptLine | None]]:
    """A fact that is very short, such as the number of the kiosk, stands beside the one before,
    where that leaves it room."""
    left: ReceiptLine | None = None
    for line in lines:
        room = DOTS - _SHORT - _KEPT_WHITE
        if left is not None and _is_within(left, room) and _is_within(line, _SHORT):
            yield left, line
            left = None
            continue
        if left is not None:
            yield left, None
        left = line
    if left is not None:
        yield left, None


def _is_within(line: ReceiptLine, room: int) -> bool:
    wide = max(_LABEL.wide(line.label), *(_VALUE.wide(printable(one)) for one in line.sentences))
    return len(line.sentences) == 1 and wide <= room


def _write_fact(pen: "_Pen", line: ReceiptLine, left: int = 0) -> None:
    pen.write([line.label], _LABEL, left)
    pen.write(line.sentences, _VALUE, left)


def _even(clean: str, style: _Style, room: float) -> list[str]:
    """In as few lines as there must be, about equally long: no word is left alone on the last."""
    lines = broken(clean, style.wide, room)
    if len(lines) < 2:
        return lines
    least, most = room / 2, room
    for _ in range(_HALVINGS):
        tried = (least + most) / 2
        narrower = broken(clean, style.wide, tried)
        if len(narrower) > len(lines):
            least = tried
        else:
            lines, most = narrower, tried
    return lines


def _write_reference(pen: _Pen, reference: str) -> None:
    """As large as two lines let it be, its groups apart; a line that is broken ends in a hyphen."""
    for size in _REFERENCE_SIZES:
        style = _Style(Face.BOLD, size)
        apart = _AROUND_HYPHEN * size
        lines = broken(printable(reference), partial(_wide_in_groups, style, apart), DOTS)
        if len(lines) <= _REFERENCE_LINES or size == _REFERENCE_SIZES[-1]:
            for line in lines:
                pen.line(_in_groups(line, style, apart), style)
            return


def _wide_in_groups(style: _Style, apart: float, text: str) -> float:
    return style.wide(text) + 2 * apart * text.count("-")


def _in_groups(line: str, style: _Style, apart: float) -> list[tuple[float, str]]:
    parts: list[tuple[float, str]] = []
    left = 0.0
    for at, group in enumerate(line.split("-")):
        if at:
            parts.append((left + apart, "-"))
            left += 2 * apart + style.wide("-")
        if group:
            parts.append((left, group))
            left += style.wide(group)
    return parts


def _put_square(pen: _Pen, reference: str) -> None:
    """The QR with its quiet zone, and beside it what the receipt is good for."""
    cells = matrix(reference)
    side = (len(cells) + 2 * QUIET_ZONE) * _CELL
    top = pen.top
    pen.squares(QUIET_ZONE * _CELL, top + QUIET_ZONE * _CELL, cells)
    pen.skip(QUIET_ZONE * _CELL - _APART)
    for key in ("receipt.keep", "receipt.nobody"):
        pen.skip(_APART)
        pen.write([wording.say(key)], _KEEP, side)
    pen.top = max(pen.top, top + side)


@cache
def _advance(style: _Style, character: str) -> float:
    """Our fonts kern nothing in this layout: a text is as wide as its letters."""
    return _font(style).getlength(character)


@cache
def _font(style: _Style) -> ImageFont.FreeTypeFont:
    """Letters side by side as they are wide: with Raqm, whose layout differs from one machine to
    the next, the same receipt would not be the same dots."""
    with file_of(style.face) as path:
        return ImageFont.truetype(str(path), style.size, layout_engine=ImageFont.Layout.BASIC)
