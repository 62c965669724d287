"""What every message on the wire has in common: closed, immutable, silent about its content."""

import re
import unicodedata
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints, TypeAdapter
from stdnum.fr import nir as stdnum_nir

_BREAKS = str.maketrans(dict.fromkeys("\t\n\v\f\r\x85\u2028\u2029", " "))
_NIR = re.compile(r"[0-9]{6}[0-9AB][0-9]{8}")


_KEEPS_NO_TEXT = ConfigDict(cache_strings="none")
"""The library keeps up to 16,384 short texts that it has read, names and codes among them, until
others take their place: on a quiet kiosk for days."""


class Message(BaseModel):
    """Base of all wire models. Its text form names the class; its errors never quote the input; no
    text that it was read from outlives it."""

    model_config = ConfigDict(
        frozen=True, hide_input_in_errors=True, str_max_length=400, **_KEEPS_NO_TEXT
    )

    def __repr_args__(self) -> Any:
        return ()

    def __str__(self) -> str:
        return repr(self)


class Request(Message):
    """Sent towards the stricter side: an unknown field is a mistake and is named."""

    model_config = ConfigDict(extra="forbid")


class Answer(Message):
    """Sent back: unknown fields are ignored, so that an older kiosk reads a newer server."""

    model_config = ConfigDict(extra="ignore")


def adapter(kind: Any) -> TypeAdapter[Any]:
    """What reads a ``kind``, such as a union of messages, and keeps none of its texts. A union has
    no settings of its own and does not take those of its members."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return TypeAdapter(kind)
    return TypeAdapter(kind, config=_KEEPS_NO_TEXT)


def checked_nir(value: str) -> str:
    """The 15 characters of a NIR whose key is right; raises ValueError without quoting it."""
    if not _NIR.fullmatch(value) or not stdnum_nir.is_valid(value):
        raise ValueError("not a NIR: 15 characters with a right key are needed")
    return value


NirText = Annotated[str, AfterValidator(checked_nir)]
CardDate = Annotated[str, StringConstraints(pattern=r"^[0-9]{8}$")]
"""AAAAMMJJ as on the card, perhaps lunar: text, not a date."""
LONGEST_NAME = 80
"""Characters. A kiosk takes no longer name from a card, and says so."""


def without_unseen(text: str) -> str:
    """``text`` on one line and without what nobody sees in it: controls, NUL, marks that turn the
    direction of writing. They would command a terminal, or show another text than there is."""
    line = text.translate(_BREAKS)
    return "".join(
        each for each in line if each.isprintable() or unicodedata.category(each) == "Zs"
    )


Seen = AfterValidator(without_unseen)
"""For what people read: it comes in without what they would not see."""
Name = Annotated[str, Seen, StringConstraints(min_length=1, max_length=LONGEST_NAME)]
GivenName = Annotated[str, Seen, StringConstraints(max_length=LONGEST_NAME)]
"""Empty for a person with a single name."""
TwoDigits = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,63}$")]
