"""The receipt as a strip of ESC/POS: 80 mm of paper, 576 dots, 48 columns of font A."""

import logging
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
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
_DOTS_PER_CELL = 8
"""1 mm at 203 dpi: any telephone reads that. A cell is a whole byte, all ones or all zeros, so that
nothing in the picture looks like a command that printers obey wherever it stands."""


def prepare() -> None:
    """Loads the renderer, so that the first receipt takes no longer than the others. Any thread."""
    _library()


def render_receipt_strip(
    receipt: Receipt, place: PlaceOfIssue, contact: CaisseContact
) -> ReceiptStrip:
    """The receipt of a request made at ``place``, cut at its end. The same input gives the same
    bytes. A character that the code page lacks becomes its plain form."""
    said = receipt_text(receipt, place, contact)
    out = _library()()
    out.hw("INIT")
    out.charcode(CODE_PAGE)
    _head(out, said)
    for line in said.lines:
        _put(out, _beside(line))
    _foot(out, said.reference)
    return ReceiptStrip(out.output)


def _head(out: "Dummy", said: ReceiptText) -> None:
    out.set(align="center", bold=True, normal_textsize=True)
    _put(out, _wrapped(said.caisse))
    out.set(bold=False)
    _put(out, [wording.say("receipt.title"), ""])
    out.set(bold=True, double_height=True)
    _put(out, _wrapped(said.operation))
    out.set(bold=False, normal_textsize=True)
    _put(out, ["", wording.say("receipt.reference")])
    out.set(bold=True, double_height=True)
    _put(out, [said.reference])
    out.set(align="left", bold=False, normal_textsize=True)
    _put(out, ["", "-" * COLUMNS])


def _foot(out: "Dummy", reference: str) -> None:
    _put(out, ["-" * COLUMNS])
    out.set(align="center")
    out.image(_square(reference), center=False)
    _put(out, [*_wrapped(wording.say("receipt.keep")), *_wrapped(wording.say("receipt.nobody"))])
    out.set(align="left")
    out.cut()


def _beside(line: ReceiptLine) -> Iterator[str]:
    """The sentences in the right-hand column, the label beside the first of them."""
    label = line.label
    for sentence in line.sentences:
        for piece in _wrapped(sentence, COLUMNS - _LABEL):
            yield f"{label:{_LABEL}}{piece}"
            label = ""


def _wrapped(text: str, columns: int = COLUMNS) -> list[str]:
    return textwrap.wrap(_printable(text), columns) or [""]


def _put(out: "Dummy", lines: Iterable[str]) -> None:
    for line in lines:
        # Only now: a space that must not break has kept its words together.
        out.text(_printable(line).replace("\u00a0", " ") + "\n")


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
