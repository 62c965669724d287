"""What a person types, checked for its shape: pure rules, and a word for each mistake."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

LINE_LENGTH = 38
"""A line of a French postal address (NF Z10-011)."""
_LINE = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿŒœŸ'’.,/()°& -]+")
_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŸ]")
_POSTCODE = re.compile(r"(?!00000)([0-8][0-9]|9[0-8])[0-9]{3}")
"""00: the armed forces; 01 to 98: departments, overseas, Monaco."""
_NIR = re.compile(r"[1-8][0-9]{4}[0-9][0-9AB][0-9]{6}([0-9]{2})?")
_CORSICA = {"2A": "19", "2B": "18"}
"""What stands for the departments of Corsica when the key is reckoned."""
_DATE = re.compile(r"[0-9]{8}")
_DATE_LENGTH = 8
_YEARS_OF_BIRTH = range(1900, 2101)
_YEARS_OF_LOSS = range(1998, 2101)
"""Since there are cartes Vitale. Whether a day is still to come is not asked of the kiosk's clock,
which may be wrong: the person confirms the day, and an agent the request."""


class EntryKind(StrEnum):
    """What is asked for; it says which keys are offered and what is a mistake."""

    NIR = "nir"
    BIRTH_DATE = "birth_date"
    LOSS_DATE = "loss_date"
    STREET = "street"
    COMPLEMENT = "complement"
    POSTCODE = "postcode"
    CITY = "city"


LONGEST = {
    EntryKind.NIR: 15,
    EntryKind.BIRTH_DATE: _DATE_LENGTH,
    EntryKind.LOSS_DATE: _DATE_LENGTH,
    EntryKind.STREET: LINE_LENGTH,
    EntryKind.COMPLEMENT: LINE_LENGTH,
    EntryKind.POSTCODE: 5,
    EntryKind.CITY: LINE_LENGTH,
}
"""Characters; a key beyond them does nothing."""


class Mistake(StrEnum):
    """What is wrong, for the screen to say in words."""

    TOO_SHORT = "too_short"
    NIR_KEY = "nir_key"
    NIR_SHAPE = "nir_shape"
    NO_SUCH_DAY = "no_such_day"
    POSTCODE = "postcode"
    CHARACTERS = "characters"


@dataclass(frozen=True, slots=True, repr=False)
class Clean:
    """``text``: a NIR of 15 characters, a date as AAAAMMJJ, or a line without idle spaces."""

    text: str


def check(kind: EntryKind, typed: str) -> Clean | Mistake:
    """What was typed in its one clean form, or what is wrong with it.

    A date is typed as JJMMAAAA, with 00 for a day, or a day and a month, that nobody knows. A NIR
    has 13 characters, or 15 with a key that must be right. A street and a city have a letter at
    least: there is a commune of the name of Y.
    """
    match kind:
        case EntryKind.NIR:
            return _nir(typed)
        case EntryKind.BIRTH_DATE:
            return _day(typed, _YEARS_OF_BIRTH)
        case EntryKind.LOSS_DATE:
            return _day(typed, _YEARS_OF_LOSS)
        case EntryKind.POSTCODE:
            if len(typed) < LONGEST[kind]:
                return Mistake.TOO_SHORT
            return Clean(typed) if _POSTCODE.fullmatch(typed) else Mistake.POSTCODE
        case EntryKind.STREET | EntryKind.COMPLEMENT | EntryKind.CITY:
            return _line(kind, typed)
        case _:
            assert_never(kind)


def nir_key(number: str) -> str:
    """The key of a NIR's 13 characters: 97 less its remainder by 97 (décret 82-103)."""
    digits = number[:5] + _CORSICA.get(number[5:7], number[5:7]) + number[7:]
    return f"{97 - int(digits) % 97:02d}"


def _nir(typed: str) -> Clean | Mistake:
    if len(typed) < 13 or len(typed) == 14:
        return Mistake.TOO_SHORT
    number, key = typed[:13], typed[13:]
    if not _NIR.fullmatch(typed) or (("A" in typed or "B" in typed) and typed[5] != "2"):
        return Mistake.NIR_SHAPE
    right = nir_key(number)
    return Clean(number + right) if key in ("", right) else Mistake.NIR_KEY


def _day(typed: str, years: range) -> Clean | Mistake:
    if len(typed) < _DATE_LENGTH:
        return Mistake.TOO_SHORT
    if not _DATE.fullmatch(typed):
        return Mistake.CHARACTERS
    day, month, year = int(typed[:2]), int(typed[2:4]), int(typed[4:])
    if not (year in years and 0 <= month <= 12 and day <= _days(year, month)):
        return Mistake.NO_SUCH_DAY
    return Clean(typed[4:] + typed[2:4] + typed[:2])


def _days(year: int, month: int) -> int:
    """The last day of the month; 0 of a month that nobody knows: its day is not known either."""
    match month:
        case 0:
            return 0
        case 2:
            return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
        case 4 | 6 | 9 | 11:
            return 30
        case _:
            return 31


def _line(kind: EntryKind, typed: str) -> Clean | Mistake:
    line = " ".join(typed.split())
    if line and (len(line) > LINE_LENGTH or not _LINE.fullmatch(line)):
        return Mistake.CHARACTERS
    enough = kind is EntryKind.COMPLEMENT or _LETTER.search(line)
    return Clean(line) if enough else Mistake.TOO_SHORT
