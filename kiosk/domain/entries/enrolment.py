"""The code with which central lets a machine become a kiosk, as it is typed off the console."""

from kiosk.domain.entry import Clean, Entry, Keyboard, Mistake
from shared_runtime.messages.message import message

_LENGTH = 20
CHARACTERS = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTVWXYZ")
"""All but U; Crockford's base 32 has no I, L and O either, which are taken for what they look
like."""
_MISREAD = str.maketrans("OIL", "011")


def _check(typed: str) -> Clean | Mistake:
    """20 characters of Crockford's base 32, in capitals."""
    code = typed.upper()
    if not CHARACTERS.issuperset(code):
        return Mistake.CHARACTERS
    if len(code) != _LENGTH:
        return Mistake.TOO_SHORT
    return Clean(code.translate(_MISREAD))


ENROLMENT_CODE = Entry(
    "enrolment",
    _LENGTH,
    Keyboard(CHARACTERS),
    _check,
    pattern=message("plain", text="____ ____ ____ ____ ____"),
    unspoken=True,
)
