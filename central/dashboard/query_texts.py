"""Values of an address as they can be looked for: what nobody gave out is left out."""

from enum import StrEnum
from typing import TypeVar

_LONGEST = 80
_LARGEST = 2**31 - 1
_Choice = TypeVar("_Choice", bound=StrEnum)


def plain_text(text: str) -> str:
    return storable(text.strip()[:_LONGEST])


def storable(text: str) -> str:
    """No store takes NUL in a text, nor half of a character."""
    return text.replace("\0", "").encode(errors="ignore").decode()


def chosen(choices: type[_Choice], said: str) -> _Choice | None:
    return next((each for each in choices if each == said), None)


def row_number(text: str | None) -> int | None:
    """A row's number, as keys of tables are."""
    if text is None or not text.isascii() or not text.isdecimal() or len(text) > len(str(_LARGEST)):
        return None
    number = int(text)
    return number if 0 < number <= _LARGEST else None
