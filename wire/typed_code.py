"""A code as a person types it: digits, letters, signs, taken as they are."""

import unicodedata
from typing import Annotated

from wire.constraints import Checked, Text

SHORTEST_CODE, LONGEST_CODE = 4, 64
"""Characters (code points) of a code."""


def checked_code(text: str) -> str:
    """``text`` itself: nothing is trimmed, folded or composed in it.

    Raises ValueError, which says what is wrong and quotes nothing. A composed form (Unicode
    normalization form C) is asked for because a code is compared as bytes: the same letter in two
    writings would be right on one keyboard and wrong on another.
    """
    if not text.isprintable():
        raise ValueError("a code has printable characters only: no control, no surrogate")
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("a code is written in normalization form C")
    for before, each in zip(f" {text}", text, strict=False):
        if before == " " and unicodedata.category(each).startswith("M"):
            raise ValueError("a mark of a code stands on a letter, not alone")
    return text


PersonalCode = Annotated[str, Text(SHORTEST_CODE, LONGEST_CODE), Checked(checked_code)]
