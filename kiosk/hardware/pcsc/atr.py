"""Which family of cards an answer to reset belongs to: a hint, since new masks appear.

Sources: the ATR list of pcsc-tools and readers of these cards in the field.
"""

import re
from enum import Enum

from kiosk.domain.card import WrongCardKind


class CardFamily(Enum):
    VITALE2 = "vitale2"
    VITALE1 = "vitale1"
    CPS = "cps"
    STAFF = "staff"
    FOREIGN = "foreign"
    """Known not to be for us, or of the inverse convention (3F), which no Vitale 2 uses."""
    UNKNOWN = "unknown"
    """Perhaps a newer mask: the card itself decides, by its answer to SELECT."""


_FAMILIES = tuple(
    (family, re.compile(pattern))
    for family, pattern in (
        (CardFamily.VITALE2, r"3B75130000(4[3-9A-F])09[EF]A9000"),
        (CardFamily.VITALE1, r"3F652500(?:2[2C]09[6F]9|52096A|A[34]096A)9000"),
        (
            CardFamily.CPS,
            r"3B(?:AC00402A00|DC18FF0000|9B18800100)1225006480.*|3B8F80010031B86404B0ECC17394018082.*",
        ),
        (CardFamily.STAFF, r"3B6700002D201601789000"),
        (CardFamily.FOREIGN, r"3B8F80010031B86404B0ECC173940180FFFFFFE3|3F.*"),
    )
)


_WRONG_KINDS = {
    CardFamily.VITALE1: WrongCardKind.VITALE1,
    CardFamily.CPS: WrongCardKind.CPS,
    CardFamily.STAFF: WrongCardKind.STAFF,
    CardFamily.FOREIGN: WrongCardKind.OTHER,
}


def may_be_atr(atr: bytes) -> bool:
    """ISO/IEC 7816-3: TS says the convention, T0 follows; anything else is noise."""
    return len(atr) >= 2 and atr[0] in (0x3B, 0x3F)


def wrong_kind_of(family: CardFamily) -> WrongCardKind | None:
    """None for a family that is, or may be, a Vitale 2."""
    return _WRONG_KINDS.get(family)


def family_of(atr: bytes) -> CardFamily:
    """Any bytes are welcome, also none."""
    text = atr.hex().upper()
    return next((f for f, pattern in _FAMILIES if pattern.fullmatch(text)), CardFamily.UNKNOWN)
