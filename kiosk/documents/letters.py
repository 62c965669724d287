"""What stands on paper for a character that a typeface or a code page lacks: its plain form."""

import unicodedata
from collections.abc import Callable

from anyascii import anyascii

SUBSTITUTE = "?"
"""Stands for a sign of which there is no plain form: a picture, a sign of no script."""
_NO_BREAK = "\u00a0\u202f"
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_INVISIBLE = frozenset({"Cc", "Cf"})
_MARKS = frozenset({"Mn", "Me"})
_PICTURE = "So"


def plain_form(character: str, has: Callable[[str], bool]) -> str:
    """What to draw for ``character`` (NFC) with the characters that are there (``has``).

    That is itself, or else itself without accents and ligatures, or else how its script is written
    in ASCII: no letter disappears, and none becomes a question mark. Every space becomes a plain
    one or one that does not break; controls and marks of direction become nothing.
    """
    category = unicodedata.category(character)
    if character in _NO_BREAK:
        return "\u00a0"
    if category in _SPACES or character in "\t\n\r":
        return " "
    if category in _INVISIBLE:
        return ""
    for candidate in (character, _bare(character), _in_ascii(character, category)):
        if candidate and all(map(has, candidate)):
            return candidate
    return "" if category in _MARKS else SUBSTITUTE


def _bare(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    return "".join(each for each in decomposed if not unicodedata.combining(each))


def _in_ascii(character: str, category: str) -> str:
    """A picture has a name in there, which is nothing to print in its place."""
    return "" if category == _PICTURE else anyascii(character)
