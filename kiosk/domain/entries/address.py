"""The lines of a French postal address (NF Z10-011)."""

import re

from kiosk.domain.entry import Clean, Entry, Keyboard, Keypad, Mistake
from shared_runtime.messages.message import message

LINE_LENGTH = 38
CHARACTERS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÀÂÄÆÇÈÉÊËÎÏÔÖÙÛÜŒŸ '’-.,/()°&")
"""What is typed of one: the norm asks for capitals."""
_LINE = re.compile(r"[0-9A-Za-zÀ-ÖØ-öø-ÿŒœŸ'’.,/()°& -]+")
_LETTER = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿŒœŸ]")
_POSTCODE_LENGTH = 5
_POSTCODE = re.compile(r"(?!00000)([0-8][0-9]|9[0-8])[0-9]{3}")
"""00: the armed forces; 01 to 98: departments, overseas, Monaco."""


def _line(typed: str) -> Clean | Mistake:
    """Without idle spaces."""
    line = " ".join(typed.split())
    if line and (len(line) > LINE_LENGTH or not _LINE.fullmatch(line)):
        return Mistake.CHARACTERS
    return Clean(line)


def _line_with_a_letter(typed: str) -> Clean | Mistake:
    """One is enough: there is a commune of the name of Y."""
    checked = _line(typed)
    if isinstance(checked, Clean) and not _LETTER.search(checked.text):
        return Mistake.TOO_SHORT
    return checked


def _postcode(typed: str) -> Clean | Mistake:
    if len(typed) < _POSTCODE_LENGTH:
        return Mistake.TOO_SHORT
    return Clean(typed) if _POSTCODE.fullmatch(typed) else Mistake.POSTCODE


_KEYS = Keyboard(CHARACTERS)
STREET = Entry("street", LINE_LENGTH, _KEYS, _line_with_a_letter)
COMPLEMENT = Entry("complement", LINE_LENGTH, _KEYS, _line)
POSTCODE = Entry(
    "postcode", _POSTCODE_LENGTH, Keypad(), _postcode, pattern=message("plain", text="_____")
)
CITY = Entry("city", LINE_LENGTH, _KEYS, _line_with_a_letter)
