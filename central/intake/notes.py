"""What staff write beside an act: short, and nobody's number."""

import re

from wire.base import without_unseen

LONGEST_NOTE = 200
_MOST_DIGITS = 4
"""A year, a room, an hour: nobody is found by so few."""
_BETWEEN = re.compile(r"[\W_]+")


class WrongNote(ValueError):
    """Its text is for people, and quotes nothing."""


def checked_note(note: str) -> str:
    """On one line, without what nobody sees, and without what might be somebody's number, however
    it is parted. Raises WrongNote."""
    text = without_unseen(note).strip()
    if len(text) > LONGEST_NOTE:
        raise WrongNote(f"at most {LONGEST_NOTE} characters")
    together = _BETWEEN.sub("", text)
    run = 0
    for letter in together:
        run = run + 1 if letter.isnumeric() else 0
        if run > _MOST_DIGITS:
            raise WrongNote(f"no more than {_MOST_DIGITS} digits in a row: no number of a person")
    return text
