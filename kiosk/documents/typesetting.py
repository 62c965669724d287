"""Pages that draw themselves, set into one PDF/A in memory."""

import threading
from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab import rl_config

from kiosk.documents.archive import archived
from kiosk.documents.canvas import PaperCanvas
from kiosk.documents.fonts import Face, loaded
from kiosk.documents.rendered import Rendered
from kiosk.documents.sheet import SHEET_HEIGHT, SHEET_WIDTH, Sheet, points
from kiosk.documents.structure import Element, Role

LANGUAGE = "fr-FR"
_ONE_AT_A_TIME = threading.Lock()
"""ReportLab reads a font from a place that all documents share: two at once would embed parts of
the wrong letters. One takes some 40 ms."""


def prepare() -> None:
    """Reads the fonts, so that the first paper of a process takes no longer than the others.
    Any thread. Raises TTFError when a font is damaged."""
    for face in Face:
        loaded(face)


def typeset(title: str, pages: Sequence[Callable[[Sheet], None]]) -> Rendered:
    """The document called ``title`` (Latin-1), whose pages draw themselves one after the other.

    The same pages give the same bytes. The metadata name no person and no time. Any thread.
    """
    with _ONE_AT_A_TIME:
        return _typeset(title, pages)


def _typeset(title: str, pages: Sequence[Callable[[Sheet], None]]) -> Rendered:
    rl_config.useA85 = 0  # pages as bytes, not as text: smaller, and sooner
    buffer = BytesIO()
    canvas = PaperCanvas(
        buffer,
        pagesize=(points(SHEET_WIDTH), points(SHEET_HEIGHT)),
        pageCompression=1,
        invariant=1,
        initialFontName=loaded(Face.REGULAR).fontName,
    )
    root = Element(Role.DOCUMENT)
    for number, draw in enumerate(pages):
        sheet = Sheet(canvas, number, root)
        draw(sheet)
        sheet.finish()
    canvas.save()
    return Rendered(archived(buffer.getvalue(), title, LANGUAGE, root), len(pages))
