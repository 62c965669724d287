"""What stands on paper for a character that a typeface or a code page lacks: its plain form."""

import unicodedata
from collections.abc import Callable

from anyascii import anyascii

SUBSTITUTE = "?"
"""Stands for a sign of which there is no plain form: a picture, a sign of no script."""
_NO_BREAK = "\u00a0\u202f"
_SPACES = frozenset({"Zs", "Zl", "Zp"})
_INVISIBLE = frozenset({"Cc", "Cf"})
_PICTURE = "So"


def plain_form(character: str, has: Callable[[str], bool]) -> str:
    """What to draw for ``character`` (NFC) with the characters that are there (``has``).

    That is itself, or else itself without accents and ligatures, or else how its script is written
    in ASCII: no letter disappears, and none becomes a question mark. Every space becomes a plain
    one or one that does not break; controls and marks of direction become nothing.
    """
    category = unicodedata.category(character)
    if character in _NO_BREAK:
        return character if has(character) else "\u00a0"
    if category in _SPACES or character in "\t\n\r":
        return " "
    if category in _INVISIBLE:
        return ""
    if has(character):
        return character
    if _is_accent(character):
        return ""
    # A picture has a name in ASCII, which is nothing to print in its place.
    plain = "" if category == _PICTURE else _in_ascii(character)
    return plain if plain and all(map(has, plain)) else SUBSTITUTE


def _in_ascii(character: str) -> str:
    decomposed = unicodedata.normalize("NFKD", character)
    bare = "".join(each for each in decomposed if not _is_accent(each))
    return bare if bare.isascii() else anyascii(character)


def _is_accent(character: str) -> bool:
    """Not every mark is one: the vowels of some scripts are marks too."""
    return unicodedata.combining(character) > 0 or unicodedata.category(character) == "Me"
