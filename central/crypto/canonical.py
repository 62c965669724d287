"""The canonical form of what a paper says, over which the keyed digests are taken.

Family name: capitals of A to Z and digits, whatever letters it is written in and with whatever sign
for an apostrophe, so that ``Dupont-Test``, ``DUPONT TEST`` and ``dupont test`` are one name, and
whoever checks a paper can type it on any keyboard. Birth date: AAAAMMJJ.
"""

import json
import re
import unicodedata
from typing import Any

from anyascii import anyascii

from central.runtime.chance import CROCKFORD

CODE_CHARACTERS = 12
_AS_IN_PASSPORTS = str.maketrans({"Ŋ": "N", "ŋ": "N"})
"""Where ICAO Doc 9303 (part 3, section 6) differs from the transliteration of the library."""
_SPELT_OUT = str.maketrans({"Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D", "Þ": "TH"})
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})")
_UNBROKEN = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def canonical_name(name: str) -> str:
    """The family name as it is compared; empty when there is no letter in it.

    A letter with a stroke or a hook is the letter, one of another script is transliterated. A
    modifier letter that stands for an apostrophe is as little of a name as the apostrophe: nobody
    sees which of them is printed.
    """
    composed = unicodedata.normalize("NFC", name.translate(_AS_IN_PASSPORTS))
    plain = "".join(map(_in_ascii, composed))
    return "".join(letter for letter in plain.upper() if letter.isalnum())


def _in_ascii(character: str) -> str:
    """As the paper prints what its typeface lacks: without accents and ligatures, or else how its
    script is written in ASCII."""
    decomposed = unicodedata.normalize("NFKD", character)
    bare = "".join(each for each in decomposed if not _is_accent(each))
    return bare if bare.isascii() else anyascii(character)


def _is_accent(character: str) -> bool:
    """Not every mark is one: the vowels of some scripts are marks too."""
    return unicodedata.combining(character) > 0 or unicodedata.category(character) == "Me"


def former_canonical_name(name: str) -> str:
    """The form in which names were compared before: papers issued then are genuine for as long as
    they are valid, a year at most."""
    capitals = name.upper().translate(_SPELT_OUT)
    decomposed = unicodedata.normalize("NFKD", capitals)
    return "".join(character for character in decomposed if character.isalnum()).upper()


def canonical_birth_date(text: str) -> str | None:
    """AAAAMMJJ of JJ/MM/AAAA (or with full stops, hyphens, spaces, nothing between) or AAAA-MM-JJ.

    Months and days are not judged, since birth dates may be lunar. ``None`` for any other shape.
    """
    text = _DASHES.sub("-", text.strip())
    if found := _YEAR_FIRST.fullmatch(text):
        return "".join(found.groups())
    if found := _DAY_FIRST.fullmatch(text) or _UNBROKEN.fullmatch(text):
        day, month, year = found.groups()
        return f"{year}{month:0>2}{day:0>2}"
    return None


def canonical_code(text: str) -> str | None:
    """The check code without spaces and hyphens, misread letters put right (Crockford)."""
    code = re.sub(r"[\s\-]", "", _DASHES.sub("-", text)).upper().translate(_MISREAD)
    whole = len(code) == CODE_CHARACTERS and all(character in CROCKFORD for character in code)
    return code if whole else None


def canonical_json(said: Any) -> str:
    """What a paper says, of plain values, as JSON in one form only: what its digest is taken of."""
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
