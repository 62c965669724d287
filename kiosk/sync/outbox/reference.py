"""The reference of an action, as it stands on the receipt and is read out on the phone."""

from datetime import date

from stdnum.iso7064 import mod_97_10

NUMBERS = 1_000_000
"""A kiosk's numbers go round after that many; the date keeps references apart."""


def reference(day: date, agency: str, kiosk: str, number: int) -> str:
    """``YYYYMMDD-AGENCY-KIOSK-NNNNNN-KK``; KK is the key of ISO/IEC 7064 MOD 97-10 over all that
    stands before it, hyphens left out. Upper-case letters and digits only."""
    parts = (f"{day:%Y%m%d}", agency, kiosk, f"{number % NUMBERS:06}")
    return "-".join((*parts, mod_97_10.calc_check_digits("".join(parts))))


def is_reference(text: str) -> bool:
    """Whether the key fits: a digit or letter mistaken for another, or two exchanged, do not."""
    return bool(mod_97_10.is_valid(text.replace("-", "")))


def number_after(last: int) -> int:
    """1 to 999999, and round again."""
    return last % (NUMBERS - 1) + 1
