"""What may be typed as a code: its characters, and how many."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_letters

from kiosk.domain.entry import DIGITS
from wire.citizen import CodeKind
from wire.typed_code import LONGEST_CODE, SHORTEST_CODE

SIGNS = "?!$€£@&(-+_)=*%/<>,.;"
"""The signs that a secret of the compte ameli may have, in the order of the caisse's own list
("Le compte ameli", June 2020): no others are offered or taken."""
_SENT_DIGITS = 6
"""A provisional code has as many."""


@dataclass(frozen=True, slots=True)
class CodeForm:
    """From ``least`` to ``most`` of these ``characters``."""

    characters: frozenset[str]
    least: int
    most: int


CODE_FORMS: Mapping[CodeKind, CodeForm] = {
    CodeKind.PERSONAL: CodeForm(
        DIGITS | frozenset(ascii_letters) | frozenset(SIGNS), SHORTEST_CODE, LONGEST_CODE
    ),
    CodeKind.PROVISIONAL: CodeForm(DIGITS, _SENT_DIGITS, _SENT_DIGITS),
}
"""The same for everybody: nothing here knows which alphabet somebody's account uses."""

PIN_FORM = CodeForm(DIGITS, 4, 12)
"""Of staff; central gives out none that is longer."""
SECOND_FACTOR_FORM = CodeForm(DIGITS, 0, 6)
"""Empty of who has none: whose it is, nobody knows yet."""
