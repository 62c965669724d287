"""Source Sans, embedded in every document: loaded once, measured in points."""

import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from functools import cache, partial
from importlib.resources import as_file, files
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from kiosk.documents.letters import plain_form
from kiosk.runtime.once import Once


class Face(StrEnum):
    """The cuts we print with; the value is the name of the font file and of the PDF font."""

    REGULAR = "SourceSansPro-Regular"
    SEMIBOLD = "SourceSansPro-Semibold"
    BOLD = "SourceSansPro-Bold"


def loaded(face: Face) -> TTFont:
    """The font, read and registered on first use. Raises TTFError when the file is damaged."""
    return _FONTS[face]()


@contextmanager
def file_of(face: Face) -> Iterator[Path]:
    """Where the font lies, until the end of the block."""
    with as_file(files("font_source_sans_pro") / "files" / f"{face}.ttf") as path:
        yield path


def _read(face: Face) -> TTFont:
    with file_of(face) as path:
        font = TTFont(face.value, str(path))
    pdfmetrics.registerFont(font)
    return font


_FONTS: Mapping[Face, Once[TTFont]] = {face: Once(partial(_read, face)) for face in Face}
"""ReportLab's list of fonts is one for the whole process."""


def width(text: str, face: Face, size: float) -> float:
    """Width in points of ``text``, which must be printable (see ``printable``)."""
    return loaded(face).stringWidth(text, size)


def printable(text: str) -> str:
    """``text`` on one line with only characters that the fonts hold.

    Letters are composed first (é stays é whatever its encoding); one that the font lacks becomes
    its plain form. Invisible characters, such as controls and marks of direction, disappear.
    """
    drawn = "".join(_drawn(character) for character in unicodedata.normalize("NFC", text))
    return " ".join(drawn.split(" ")).strip()


@cache
def _glyphs() -> frozenset[int]:
    """Code points that every face can draw."""
    return frozenset.intersection(*(frozenset(loaded(face).face.charToGlyph) for face in Face))


@cache
def _drawn(character: str) -> str:
    return plain_form(character, lambda each: ord(each) in _glyphs())
