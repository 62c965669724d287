"""What a virtual card is made of: its answer to reset, its two files, its way of answering."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum

from kiosk.domain.identity import Holder
from shared_runtime.private import Private

VITALE2_ATR = bytes.fromhex("3B751300004309EA9000")
_PADDING = 64


class Manner(Enum):
    """Which commands the chip knows."""

    VITALE = "vitale"
    NOT_ISO = "not_iso"
    """Class BC only, as Vitale 1: everything else answers 6E00."""
    FOREIGN = "foreign"
    """ISO, with other files: SELECT answers 6A82."""
    BADGE = "badge"
    """A badge of staff, as ``badge.BadgeChip`` has it."""


@dataclass(frozen=True, slots=True, repr=False)
class CardProfile(Private):
    """``identities`` and ``numbers`` are the bytes of the two files, padding and all; of a badge
    ``numbers`` is the number of its chip, and ``identities`` its file."""

    atr: bytes
    identities: bytes = b""
    numbers: bytes = b""
    manner: Manner = Manner.VITALE


def vitale(holders: Sequence[Holder], atr: bytes = VITALE2_ATR) -> CardProfile:
    """A sound card of these people, in that order. Names must fit Latin-1."""
    identities = b"".join(_tlv(0x65, _identity(holder)) for holder in holders)
    numbers = b"".join(_tlv(0x65, _tlv(0x93, h.nir.value.encode("ascii"))) for h in holders)
    padding = bytes(_PADDING)
    return CardProfile(atr, identities + padding, numbers + padding)


def badge(atr: bytes, *, number: bytes = b"", content: bytes = b"") -> CardProfile:
    """A badge of staff that tells its number, or has a file."""
    return CardProfile(atr, content, number, Manner.BADGE)


def with_atr(profile: CardProfile, atr: bytes) -> CardProfile:
    return replace(profile, atr=atr)


ATRS = {
    **{
        f"vitale2_{mask.lower()}": bytes.fromhex(f"3B75130000{mask}9000")
        for mask in ("4309EA", "4409EA", "4509EA", "4609EA", "4909FA", "4F09FA")
    },
    "vitale2_newer": bytes.fromhex("3B751300005109EA9000"),
    "vitale1": bytes.fromhex("3F6525002209699000"),
    "cps": bytes.fromhex("3BAC00402A001225006480000310009000"),
    "staff": bytes.fromhex("3B6700002D201601789000"),
    "hospital": bytes.fromhex("3B8F80010031B86404B0ECC173940180FFFFFFE3"),
    "bank": bytes.fromhex("3B6500002063CB6800"),
}
"""An answer to reset for each family, by name; ``vitale2_newer`` is a mask on no list."""

WRONG_CARDS = {
    "vitale1": CardProfile(ATRS["vitale1"], manner=Manner.NOT_ISO),
    "cps": CardProfile(ATRS["cps"], manner=Manner.FOREIGN),
    "staff": CardProfile(ATRS["staff"], manner=Manner.FOREIGN),
    "hospital": CardProfile(ATRS["hospital"], manner=Manner.FOREIGN),
    "bank": CardProfile(ATRS["bank"], manner=Manner.FOREIGN),
}
"""Cards that people insert by mistake, by name."""


def _identity(holder: Holder) -> bytes:
    fields = (
        (0x80, holder.family_name.encode("latin-1")),
        (0x81, holder.given_name.encode("latin-1")),
        (0x82, holder.birth_date.encode("ascii")),
        (0x90, holder.nationality.encode("ascii")),
    )
    return b"".join(_tlv(tag, value) for tag, value in fields)


def _tlv(tag: int, value: bytes) -> bytes:
    size = len(value)
    if size < 0x80:
        return bytes([tag, size]) + value
    if size < 0x100:
        return bytes([tag, 0x81, size]) + value
    return bytes([tag, 0x82]) + size.to_bytes(2) + value
