"""The receipt as a strip of ESC/POS: 80 mm of paper, 576 dots across.

It is a picture in Source Sans, sent in bands. A printer that takes no pictures of that kind, or
whose line is slow, gets text in its own letters, 48 columns of font A.
"""

import logging
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.documents import receipt_wording as wording
from kiosk.documents.contact import CaisseContact
from kiosk.documents.letters import plain_form
from kiosk.documents.place_of_issue import PlaceOfIssue
from kiosk.documents.qr import QUIET_ZONE, matrix
from kiosk.documents.receipt import ReceiptLine, ReceiptText, receipt_text
from kiosk.documents.rendered import ReceiptStrip
from kiosk.domain.receipt import Receipt
from kiosk.runtime import environment
from kiosk.runtime.once import Once

if TYPE_CHECKING:
    from escpos.printer import Dummy
    from PIL.Image import Image

COLUMNS = 48
CODE_PAGE = "CP1252"
"""All of French, œ and typographic apostrophes among it; table 16 of ESC t."""
_LABEL = 16
_BAND = 48
"""Rows of dots sent at once, at most 3.5 KB: so much the smallest printers hold."""
_WHITE = 4
"""Rows from which on white paper is worth a band of its own, of one byte a row."""
_AT_ONCE = re.compile(rb"\x10[\x04\x05\x14]")
"""Commands that printers obey wherever they stand, in pictures too: DLE with EOT, ENQ or DC4."""
_DOTS_PER_CELL = 8
"""1 mm at 203 dpi: any telephone reads that. A cell is a whole byte, all ones or all zeros, so that
nothing in the picture looks like a command that printers obey wherever it stands."""


def prepare() -> None:
    """Loads the renderer and its fonts, so that the first receipt takes no longer than the others.
    Any thread."""
    _library()


def render_receipt_strip(
    receipt: Receipt, place: PlaceOfIssue, contact: CaisseContact, *, raster: bool = True
) -> ReceiptStrip:
    """The receipt of a request made at ``place``, cut at its end. The same input gives the same
    bytes. ``raster`` False: in the printer's own letters. A character that the font or the code
    page lacks becomes its plain form."""
    said = receipt_text(receipt, place, contact)
    out = _library()()
    out.hw("INIT")
    lines = _put_picture(out, said) if raster else _put_text(out, said)
    out.cut()
    return ReceiptStrip(out.output, lines)


def _put_picture(out: "Dummy", said: ReceiptText) -> tuple[str, ...]:
    from PIL import Image, ImageChops

    from kiosk.documents.receipt_raster import draw

    picture = draw(said)
    across = picture.image.width // 8
    ink = ImageChops.invert(picture.image).tobytes()
    rows = [ink[at : at + across] for at in range(0, len(ink), across)]
    for band in _bands(rows):
        dots = _harmless(b"".join(band))
        image = Image.frombytes("1", (8 * len(band[0]), len(band)), dots)
        out.image(ImageChops.invert(image), center=False)
    return picture.lines


def _bands(rows: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    """Pieces of the picture one under the other, each as wide as its ink: two thirds of a receipt
    are white."""
    for is_white, alike in groupby(_marked_white(rows), key=itemgetter(0)):
        piece = [row for _, row in alike]
        for at in range(0, len(piece), _BAND):
            band = piece[at : at + _BAND]
            across = 1 if is_white else max(len(row.rstrip(b"\0")) for row in band)
            yield [row[:across] for row in band]


def _marked_white(rows: Sequence[bytes]) -> Iterator[tuple[bool, bytes]]:
    """Each row, and whether it is one of many white ones."""
    for inked, alike in groupby(rows, key=any):
        piece = list(alike)
        yield from ((not inked and len(piece) >= _WHITE, row) for row in piece)


def _harmless(dots: bytes) -> bytes:
    """With a dot more, an eighth of a millimetre, wherever something looks like a command that is
    obeyed at once."""
    return _AT_ONCE.sub(lambda found: bytes((found[0][0], found[0][1] | 0x08)), dots)


def _put_text(out: "Dummy", said: ReceiptText) -> tuple[str, ...]:
    out.charcode(CODE_PAGE)
    lines = [*_head(out, said)]
    for line in said.lines:
        lines += _put(out, _beside(line))
    return (*lines, *_foot(out, said.reference))


def _head(out: "Dummy", said: ReceiptText) -> Iterator[str]:
    out.set(align="center", bold=True, normal_textsize=True)
    yield from _put(out, _wrapped(said.caisse))
    out.set(bold=False)
    yield from _put(out, [wording.say("receipt.title"), ""])
    out.set(bold=True, double_height=True)
    yield from _put(out, _wrapped(said.operation))
    out.set(bold=False, normal_textsize=True)
    yield from _put(out, [""])
    out.set(bold=True, double_height=True)
    headline, *tasks = said.todo
    yield from _put(out, _wrapped(headline))
    out.set(bold=False, normal_textsize=True)
    yield from _put(out, [line for task in tasks for line in _wrapped(task)])
    yield from _put(out, ["", wording.say("receipt.reference")])
    out.set(bold=True, double_height=True)
    yield from _put(out, [said.reference])
    out.set(align="left", bold=False, normal_textsize=True)
    yield from _put(out, ["", "-" * COLUMNS])


def _foot(out: "Dummy", reference: str) -> Iterator[str]:
    yield from _put(out, ["-" * COLUMNS])
    out.set(align="center")
    out.image(_square(reference), center=False)
    for key in ("receipt.keep", "receipt.nobody"):
        yield from _put(out, _wrapped(wording.say(key)))
    out.set(align="left")


def _beside(line: ReceiptLine) -> Iterator[str]:
    """The sentences in the right-hand column, the label beside the first of them."""
    label = line.label
    for sentence in line.sentences:
        for piece in _wrapped(sentence, COLUMNS - _LABEL):
            yield f"{label:{_LABEL}}{piece}"
            label = ""


def _wrapped(text: str, columns: int = COLUMNS) -> list[str]:
    return textwrap.wrap(_printable(text), columns) or [""]


def _put(out: "Dummy", lines: Iterable[str]) -> list[str]:
    # Only now: a space that must not break has kept its words together.
    written = [_printable(line).replace("\u00a0", " ") for line in lines]
    for line in written:
        out.text(line + "\n")
    return written


def _printable(text: str) -> str:
    return "".join(_drawn(character) for character in unicodedata.normalize("NFC", text))


@cache
def _drawn(character: str) -> str:
    return plain_form(character, _is_in_page)


def _is_in_page(character: str) -> bool:
    try:
        return len(character.encode(CODE_PAGE)) == 1
    except UnicodeEncodeError:
        return False


def _square(content: str) -> "Image":
    """The QR with its quiet zone, as dots."""
    from PIL import Image

    cells = matrix(content)
    side = len(cells) + 2 * QUIET_ZONE
    drawn = Image.new("1", (side, side), 1)
    for y, row in enumerate(cells):
        for x, dark in enumerate(row):
            if dark:
                drawn.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
    return drawn.resize((side * _DOTS_PER_CELL, side * _DOTS_PER_CELL), Image.Resampling.NEAREST)


def _load() -> "type[Dummy]":
    """python-escpos, which changes the process as it is imported; here it leaves nothing behind.

    It reads a database of printers (see ``kiosk.runtime.environment``), and keeps a copy of it in a
    folder of its own under the temporary ones.
    """
    environment.settle()
    with _log_left_alone():
        from escpos import capabilities
        from escpos.printer import Dummy
    from kiosk.documents import receipt_raster

    receipt_raster.prepare()

    copy = Path(capabilities.pickle_path)
    with suppress(OSError):
        copy.unlink()
        copy.parent.rmdir()
    return Dummy


@contextmanager
def _log_left_alone() -> Iterator[None]:
    """The library would have every line of every log written as it is, with whatever may quote a
    person, if nothing listened to all of them yet. So what writes such lines anyway does meanwhile,
    and none of those that other threads say is lost."""
    log, writer = logging.getLogger(), logging.lastResort or logging.NullHandler()
    log.addHandler(writer)
    try:
        yield
    finally:
        log.removeHandler(writer)


_library = Once(_load)
