"""The reference of an action, as it stands on the receipt and is read out on the phone."""

from datetime import date

from stdnum.iso7064 import mod_97_10

NUMBERS = 999_999
"""A kiosk's numbers go from 1 to here and round again; the date keeps references apart."""


def reference(day: date, agency: str, kiosk: str, position: int) -> str:
    """``YYYYMMDD-AGENCY-KIOSK-NNNNNN-KK``, of the ``position``-th action from 1; KK is the key of
    ISO/IEC 7064 MOD 97-10 over all that stands before it, hyphens left out. ``agency`` and
    ``kiosk``: upper-case letters and digits only."""
    parts = (f"{day:%Y%m%d}", agency, kiosk, f"{(position - 1) % NUMBERS + 1:06}")
    return "-".join((*parts, mod_97_10.calc_check_digits("".join(parts))))
