"""The second factor of a local account: codes of a clock (TOTP, RFC 6238), and the codes that
stand in for them once each."""

import base64
from datetime import datetime

import pyotp

from central.crypto.digests import same
from central.runtime.chance import Chance, crockford

_SECRET_BYTES = 20
"""As long as the digest, RFC 4226, section 4, R6."""
_DIGITS = 6
_STEPS_OFF = 1
"""A phone's clock may be half a minute off, and typing takes its time (RFC 6238, section 5.2)."""
RECOVERY_CODES = 10
_RECOVERY_LENGTH, _GROUP = 16, 4
"""80 bits: a keyed digest of it needs no slow hash."""


def new_secret(chance: Chance) -> str:
    """In base 32, as people type it where no camera is at hand."""
    return base64.b32encode(chance.bytes(_SECRET_BYTES)).decode("ascii")


def provisioning_uri(secret: str, login: str, issuer: str) -> str:
    """What the QR code says to an authenticator (the Key URI format)."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name=issuer)


def code_at(secret: str, now: datetime) -> str:
    return pyotp.TOTP(secret).at(now)


def step_of(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step that the code is of, or None where it is wrong, or not newer than the last one
    that was taken: whoever looked on has gained nothing."""
    if not (len(code) == _DIGITS and code.isascii() and code.isdigit()):
        return None
    totp = pyotp.TOTP(secret)
    current = totp.timecode(now)
    steps = range(current - _STEPS_OFF, current + _STEPS_OFF + 1)
    found = [step for step in steps if same(totp.generate_otp(step), code)]
    return next((step for step in found if step > last_step), None)


def new_recovery_codes(chance: Chance) -> tuple[str, ...]:
    return tuple(crockford(chance, _RECOVERY_LENGTH) for _ in range(RECOVERY_CODES))


def grouped(code: str) -> str:
    return "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))


def recovery_code(text: str) -> str | None:
    """The code in its one form, with what people misread put right; None where it is none."""
    return read_code(text, _RECOVERY_LENGTH)


def read_code(text: str, length: int) -> str | None:
    plain = "".join(text.split()).upper().replace("-", "")
    plain = plain.translate(str.maketrans("OIL", "011"))
    return plain if len(plain) == length and plain.isascii() else None


def typed_code(text: str) -> str:
    """A code of the clock as it is compared: phones show it in two groups."""
    return "".join(text.split())
