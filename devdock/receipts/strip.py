"""Strips as they come out: what stands on them, and a picture of it."""

from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import as_file, files
from typing import assert_never

from PIL import Image, ImageDraw, ImageFont

from devdock.receipts.commands import (
    Align,
    AskAtEnd,
    Bold,
    CodeTable,
    Cut,
    EscposCommand,
    Feed,
    LineFeed,
    Mode,
    PrintText,
    Raster,
    Reset,
    Strange,
)

DOTS = 576
"""Across 72 mm of 80 mm paper."""
_CELL_WIDTH, _CELL_HEIGHT = 12, 24
COLUMNS = DOTS // _CELL_WIDTH
_LINE_GAP = 6
_MARGIN = 32
"""White paper around what can be printed on, in dots."""
_CODE_TABLES = {0: "cp437", 2: "cp850", 16: "cp1252", 19: "cp858"}
"""Numbers of ESC t (Epson TM-T20, TM-T88 and what is like them), and Python's names."""
_PAPER, _INK = 255, 0
_SHIFTS = {0: 0.0, 1: 0.5, 2: 1.0}


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """How characters are printed. ``table``: number of the code table."""

    table: int = 0
    bold: bool = False
    wide: bool = False
    tall: bool = False
    side: int = 0


@dataclass(frozen=True, slots=True)
class TextLine:
    """``text`` as somebody reads it."""

    text: str
    look: CharacterStyle

    @property
    def columns(self) -> int:
        return len(self.text) * (2 if self.look.wide else 1)

    @property
    def height(self) -> int:
        return _CELL_HEIGHT * (2 if self.look.tall else 1) + _LINE_GAP


@dataclass(frozen=True, slots=True)
class Picture:
    image: Image.Image
    side: int

    @property
    def height(self) -> int:
        return self.image.height


StripRow = TextLine | Picture


@dataclass(frozen=True, slots=True)
class PrintedStrip:
    """What stood between two cuts."""

    rows: tuple[StripRow, ...]

    @property
    def text(self) -> str:
        """What was sent as text; in a picture nobody here can read."""
        return "\n".join(row.text for row in self.rows if isinstance(row, TextLine))

    def drawn(self) -> Image.Image:
        """A dot a pixel, on white paper with its margins."""
        height = sum(row.height for row in self.rows) + 2 * _MARGIN
        paper = Image.new("L", (DOTS + 2 * _MARGIN, height), _PAPER)
        top = _MARGIN
        for row in self.rows:
            drawn = _line(row) if isinstance(row, TextLine) else row.image
            shift = _SHIFTS.get(_side(row), 0.0)
            paper.paste(drawn, (_MARGIN + round((DOTS - drawn.width) * shift), top))
            top += row.height
        return paper


@dataclass(slots=True)
class Mechanism:
    """Prints commands on paper. ``strange`` are those that no printer should be sent; ``asked``
    counts the questions at the end that wait for an answer."""

    strips: list[PrintedStrip] = field(default_factory=list)
    strange: list[bytes] = field(default_factory=list)
    asked: int = 0
    _rows: list[StripRow] = field(default_factory=list)
    _line: str = ""
    _look: CharacterStyle = field(default_factory=CharacterStyle)

    @property
    def begun(self) -> bool:
        """Whether there is something on the paper that is not cut off yet."""
        return bool(self._rows or self._line)

    def drop(self) -> None:
        """What is not cut off yet is torn off, and is no strip."""
        self._rows, self._line, self.asked = [], "", 0

    def perform(self, command: EscposCommand) -> None:
        match command:
            case Reset():
                self._line, self._look = "", CharacterStyle()
            case PrintText(written):
                self._line += written.decode(_CODE_TABLES.get(self._look.table, "ascii"), "replace")
            case LineFeed():
                self._feed()
            case Feed(lines):
                for _ in range(lines):
                    self._feed()
            case Raster(width, dots):
                image = Image.frombytes("1", (8 * width, len(dots) // width), dots)
                self._rows.append(
                    Picture(image.convert("L").point(lambda dot: _PAPER - dot), self._look.side)
                )
            case Cut():
                self._cut()
            case AskAtEnd():
                self.asked += 1
            case Strange(unknown):
                self.strange.append(unknown)
            case _:
                self._look = _changed(self._look, command)

    def _feed(self) -> None:
        """Prints the line; what is longer than the paper goes on below it, as printers do."""
        at_most = COLUMNS // (2 if self._look.wide else 1)
        pieces = [self._line[at : at + at_most] for at in range(0, len(self._line), at_most)]
        self._rows += [TextLine(piece, self._look) for piece in pieces or [""]]
        self._line = ""

    def _cut(self) -> None:
        if self.begun:
            self.strips.append(PrintedStrip(tuple(self._rows)))
        self._rows, self._line = [], ""


def _changed(look: CharacterStyle, command: CodeTable | Align | Bold | Mode) -> CharacterStyle:
    match command:
        case CodeTable(number):
            return replace(look, table=number)
        case Align(side):
            return replace(look, side=side)
        case Bold(on):
            return replace(look, bold=on)
        case Mode(bits):
            bold, tall, wide = (bool(bits & bit) for bit in (0x08, 0x10, 0x20))
            return replace(look, bold=bold, wide=wide, tall=tall)
        case _:
            assert_never(command)


def _side(row: StripRow) -> int:
    return row.look.side if isinstance(row, TextLine) else row.side


def _line(line: TextLine) -> Image.Image:
    drawn = Image.new("L", (max(1, len(line.text)) * _CELL_WIDTH, _CELL_HEIGHT), _PAPER)
    pen = ImageDraw.Draw(drawn)
    stroke = 0.5 if line.look.bold else 0
    for at, character in enumerate(line.text):
        place = (at * _CELL_WIDTH + _CELL_WIDTH / 2, _CELL_HEIGHT * 0.78)
        pen.text(place, character, _INK, _font(), anchor="ms", stroke_width=stroke)
    wide, tall = (2 if line.look.wide else 1), (2 if line.look.tall else 1)
    return drawn.resize((drawn.width * wide, drawn.height * tall), Image.Resampling.NEAREST)


@cache
def _font() -> ImageFont.FreeTypeFont:
    with as_file(files("barcode") / "fonts" / "DejaVuSansMono.ttf") as path:
        return ImageFont.truetype(str(path), 19)
