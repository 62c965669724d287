"""Source Sans, embedded in every document: loaded once, measured in points."""

import unicodedata
from enum import StrEnum
from functools import cache
from importlib.resources import as_file, files

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SUBSTITUTE = "?"
"""Stands for a character that the font cannot draw."""


class Face(StrEnum):
    """The cuts we print with; the value is the name of the font file and of the PDF font."""

    REGULAR = "SourceSansPro-Regular"
    SEMIBOLD = "SourceSansPro-Semibold"
    BOLD = "SourceSansPro-Bold"


@cache
def loaded(face: Face) -> TTFont:
    """The font, read and registered on first use. Raises TTFError when the file is damaged."""
    resource = files("font_source_sans_pro") / "files" / f"{face}.ttf"
    with as_file(resource) as path:
        font = TTFont(face.value, str(path))
    pdfmetrics.registerFont(font)
    return font


def width(text: str, face: Face, size: float) -> float:
    """Width in points of ``text``, which must be printable (see ``printable``)."""
    return loaded(face).stringWidth(text, size)


def printable(text: str) -> str:
    """``text`` on one line with only characters that the fonts hold.

    Letters are composed first (é stays é whatever its encoding); one that the font lacks falls
    back to its base letter, then to ``SUBSTITUTE``. Invisible characters, such as controls and
    marks of direction, disappear.
    """
    drawn = "".join(_drawn(character) for character in unicodedata.normalize("NFC", text))
    return " ".join(drawn.split(" ")).strip()


@cache
def _glyphs() -> frozenset[int]:
    """Code points that every face can draw."""
    return frozenset.intersection(*(frozenset(loaded(face).face.charToGlyph) for face in Face))


@cache
def _drawn(character: str) -> str:
    category = unicodedata.category(character)
    if category in ("Zs", "Zl", "Zp") or character in "\t\n\r":
        return "\u00a0" if character == "\u00a0" else " "
    if category in ("Cc", "Cf"):
        return ""
    if ord(character) in _glyphs():
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    return base if ord(base) in _glyphs() else SUBSTITUTE
