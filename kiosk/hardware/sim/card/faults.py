"""The menu of what can be wrong with a virtual card, by name."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.hardware.sim.card.profile import ATRS, WRONG_CARDS, CardProfile, Manner, with_atr


class CardFaultKind(StrEnum):
    """``atr_…`` faults, one for each family in ``profile.ATRS``, are spelled by ``parse_fault``."""

    REMOVED_AT_EXCHANGE = "removed_at_exchange"
    """Pulled instead of answering that command, the first being 1."""
    SLOW = "slow"
    MUTE = "mute"
    """No answer to reset: upside down, or dirty."""
    EVERYWHERE_61 = "61xx_everywhere"
    EVERYWHERE_6C = "6cxx_everywhere"
    BY_NAME_ONLY = "by_name_only"
    """Knows neither 3F00 nor short file identifiers: directories by AID, files by their number."""
    WRONG_STATUS_WORD = "wrong_status_word"
    TRUNCATED_TLV = "truncated_tlv"
    OVERSIZED_LENGTH = "oversized_length"
    COUNTS_DIFFER = "counts_differ"
    BAD_NIR_KEY = "bad_nir_key"
    ATR = "atr"


@dataclass(frozen=True, slots=True)
class CardFault:
    """``exchange`` goes with REMOVED_AT_EXCHANGE, ``family`` with ATR."""

    fault: CardFaultKind
    exchange: int = 1
    family: str = ""


FAULT_NAMES = (
    *(fault.value for fault in CardFaultKind if fault is not CardFaultKind.ATR),
    *(f"atr_{family}" for family in ATRS),
)


def parse_fault(text: str) -> CardFault:
    """From ``slow``, ``atr_bank``, ``removed_at_exchange:3`` or ``removed_at_exchange(3)``.

    Raises ValueError, naming the menu, for anything else.
    """
    if text.startswith("atr_") and text.removeprefix("atr_") in ATRS:
        return CardFault(CardFaultKind.ATR, family=text.removeprefix("atr_"))
    shape = re.fullmatch(r"([a-z0-9_]+)(?::([0-9]{1,3})|\(([0-9]{1,3})\))?", text)
    name = shape[1] if shape else ""
    number = (shape[2] or shape[3]) if shape else None
    numbered = name == CardFaultKind.REMOVED_AT_EXCHANGE
    if name not in FAULT_NAMES or name.startswith("atr_") or (number is not None) != numbered:
        menu = ", ".join(
            f"{n}:N" if n == CardFaultKind.REMOVED_AT_EXCHANGE else n for n in FAULT_NAMES
        )
        raise ValueError(f"no such fault; there are: {menu}")
    return CardFault(CardFaultKind(name), exchange=int(number or 1))


def spoil(profile: CardProfile, fault: CardFault | None) -> CardProfile:
    """The profile with those faults that sit in its bytes."""
    of_vitale = fault is not None and fault.fault is not CardFaultKind.ATR
    if of_vitale and profile.manner is not Manner.VITALE:
        return profile
    match fault:
        case CardFault(CardFaultKind.TRUNCATED_TLV):
            cut = profile.identities.rstrip(b"\x00")[:-2]
            return replace(profile, identities=cut)
        case CardFault(CardFaultKind.OVERSIZED_LENGTH):
            return replace(profile, identities=b"\x65\x82\xff\xff" + profile.identities[2:])
        case CardFault(CardFaultKind.COUNTS_DIFFER):
            # Every NIR entry is 19 bytes long: the first one is dropped.
            return replace(profile, numbers=profile.numbers[19:])
        case CardFault(CardFaultKind.BAD_NIR_KEY):
            wrong = (profile.numbers[18] - ord("0") + 1) % 10 + ord("0")
            numbers = profile.numbers[:18] + bytes([wrong]) + profile.numbers[19:]
            return replace(profile, numbers=numbers)
        case CardFault(CardFaultKind.ATR, family=family):
            return WRONG_CARDS.get(family) or with_atr(profile, ATRS[family])
        case _:
            return profile
