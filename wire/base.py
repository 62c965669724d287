"""What every message on the wire has in common: closed, immutable, silent about its content."""

import unicodedata
from typing import Annotated, Any, ClassVar

from shared_runtime.private import Private
from wire.constraints import LONGEST_TEXT, Number, Text

_BREAKS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " "))

KEEPS_NO_TEXT = {"cache_strings": "none", "hide_input_in_errors": True}
"""For whatever reads texts of people. The library that reads keeps up to 16,384 short texts, names
and codes among them, until others take their place: on a quiet kiosk for days."""
_CHECKED = KEEPS_NO_TEXT | {"str_max_length": LONGEST_TEXT, "revalidate_instances": "always"}


class Request(Private):
    """Sent towards the stricter side: an unknown field is a mistake and is named.

    Subclass with ``@dataclass(frozen=True, slots=True, repr=False)``. Nothing is checked when one
    is made: ``codec`` checks it where it is read, and once more where it is written.
    """

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = _CHECKED | {"extra": "forbid"}


class Answer(Private):
    """Sent back: unknown fields are ignored, so that an older kiosk reads a newer server."""

    __slots__ = ()
    __pydantic_config__: ClassVar[Any] = _CHECKED | {"extra": "ignore"}


LONGEST_NAME = 80
"""Characters of a family name or a given name. A kiosk takes no longer name from a card, and says
so."""


def without_unseen(text: str) -> str:
    """``text`` on one line and without what nobody sees in it: controls, NUL, marks that turn the
    direction of writing. They would command a terminal, or show another text than there is."""
    line = text.translate(_BREAKS)
    return "".join(
        each for each in line if each.isprintable() or unicodedata.category(each) == "Zs"
    )


CardDate = Annotated[str, Text(pattern="[0-9]{8}")]
"""AAAAMMJJ as on the card, perhaps lunar: text, not a date."""
Name = Annotated[str, Text(1, LONGEST_NAME, through=without_unseen)]
GivenName = Annotated[str, Text(0, LONGEST_NAME, through=without_unseen)]
"""Empty for a person with a single name."""
Line = Annotated[str, Text(most=80)]
AddressLine = Annotated[str, Text(1, 38, through=without_unseen)]
"""38 characters: a line of a French postal address (NF Z10-011)."""
Postcode = Annotated[str, Text(pattern="[0-9]{5}")]
ShortLine = Annotated[str, Text(1, 120, through=without_unseen)]
Cents = Annotated[int, Number(-100_000_000, 100_000_000)]
TwoDigits = Annotated[str, Text(pattern="[0-9]{2}")]
Slug = Annotated[str, Text(pattern="[a-z][a-z0-9_-]{0,63}")]
LanguageTag = Annotated[str, Text(pattern="[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")]
KeyId = Annotated[str, Text(pattern="[0-9a-f]{16}")]
"""The first 16 hex digits of SHA-256 over the raw public key."""
Digest = Annotated[str, Text(pattern="[0-9a-f]{64}")]
"""SHA-256 in hex."""
KioskId = Annotated[str, Text(1, 64)]
"""How central knows a kiosk for good, whatever it is called."""
