"""The number of the social security register (NIR), with its key or without."""

import re

from kiosk.domain.entry import Clean, Entry, Keypad, Mistake
from shared_runtime.messages.message import message
from wire.nir import nir_key

_NIR = re.compile(r"[1-8][0-9]{4}[0-9][0-9AB][0-9]{6}([0-9]{2})?")


def _check(typed: str) -> Clean | Mistake:
    """13 characters, or 15 with a key that must be right."""
    if len(typed) < 13 or len(typed) == 14:
        return Mistake.TOO_SHORT
    number, key = typed[:13], typed[13:]
    if not _NIR.fullmatch(typed) or (("A" in typed or "B" in typed) and typed[5] != "2"):
        return Mistake.NIR_SHAPE
    right = nir_key(number)
    return Clean(number + right) if key in ("", right) else Mistake.NIR_KEY


NIR = Entry(
    "nir",
    15,
    Keypad(corsica=True),
    _check,
    pattern=message("plain", text="_ __ __ __ ___ ___ __"),
    unspoken=True,
)
