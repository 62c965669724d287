"""Which cards staff show at a kiosk, and what on such a card tells it from others of its kind.

A card is read as a badge where its answer to reset begins as said. Nothing but SELECT, READ BINARY
and GET DATA is ever sent to it: whatever a configuration says, no code is tried and nothing on the
card changes.
"""

from dataclasses import dataclass, field
from typing import Annotated, Literal

from wire.base import Answer, Slug
from wire.constraints import Checked, CheckedBeside, Items, Number, Text

LEAST_IDENTIFIER, MOST_IDENTIFIER = 2, 32
"""Bytes of what tells a badge from others."""
_VITALES = tuple(map(bytes.fromhex, ("3b75130000", "3f652500")))
"""What each answer to reset of a carte Vitale begins with."""


def _no_vitale(atr: str) -> str:
    return _apart_from_vitales(atr, "ff" * (len(atr) // 2))


def _of_the_same_length(mask: str, atr: str | None) -> str:
    if atr is None:
        return mask
    if len(mask) != len(atr):
        raise ValueError("needs as many bytes as the answer to reset")
    _apart_from_vitales(atr, mask)
    return mask


def _apart_from_vitales(atr: str, mask: str) -> str:
    """A carte Vitale is never taken for a badge: its holder would be asked for a PIN of staff."""
    if any(_may_be_one(vitale, bytes.fromhex(atr), bytes.fromhex(mask)) for vitale in _VITALES):
        raise ValueError("would take cartes Vitale for badges")
    return atr


def _may_be_one(card: bytes, atr: bytes, mask: bytes) -> bool:
    """As far as both are said, no bit that counts differs."""
    return all((a ^ b) & bits == 0 for a, b, bits in zip(card, atr, mask, strict=False))


def _with_its_file(read_from: str, path: tuple[str, ...] | None) -> str:
    if (read_from == "file") != bool(path):
        raise ValueError("needs a path where it is a file, and none where it is a serial number")
    return read_from


def _as_hex(text: str) -> str:
    """However a reader or a person groups the digits."""
    return "".join(text.split()).lower()


AtrBytes = Annotated[str, Text(pattern="([0-9a-f]{2}){2,33}", through=_as_hex)]
"""In hex. An answer to reset has at most 33 bytes (ISO/IEC 7816-3)."""
DataCommand = Annotated[str, Text(pattern="(00|80|ff)ca[0-9a-f]{4}", through=_as_hex)]
AtrStart = Annotated[AtrBytes, Checked(_no_vitale)]
MaskBeside = Annotated[AtrBytes, CheckedBeside("atr", _of_the_same_length)] | None
FileName = Annotated[str, Text(pattern="[0-9a-f]{4}|([0-9a-f]{2}){5,16}", through=_as_hex)]
"""A file's number of two bytes, or the name (AID) of an application."""
FilePath = Annotated[tuple[FileName, ...], Items(1, 4)] | None
IdentifierOffset = Annotated[int, Number(0, 32_767)]
IdentifierLength = Annotated[int, Number(LEAST_IDENTIFIER, MOST_IDENTIFIER)] | None
ReadFrom = Annotated[Literal["serial", "file"], CheckedBeside("path", _with_its_file)]


@dataclass(frozen=True, slots=True, repr=False)
class StaffCardFamily(Answer):
    """``atr``: what the answer to reset begins with, in hex; of ``mask`` the bits count that are
    set, all where it is left out.

    ``serial``: read with the GET DATA ``command``, whose four bytes are class, CA and a tag;
    ``ffca0000``: the number that a contactless reader tells (PC/SC, part 3). ``file``: read at the
    end of ``path``, from the card's top down. What counts is ``length`` bytes from ``offset``, all
    that follow where it is left out.
    """

    family: Slug
    atr: AtrStart
    mask: MaskBeside = None
    command: DataCommand = "ffca0000"
    path: FilePath = None
    offset: IdentifierOffset = 0
    length: IdentifierLength = None
    read_from: ReadFrom = field(kw_only=True)

    def fits(self, atr: bytes) -> bool:
        """Whether a card with that answer to reset is of this family."""
        begins = bytes.fromhex(self.atr)
        mask = b"\xff" * len(begins) if self.mask is None else bytes.fromhex(self.mask)
        return len(atr) >= len(begins) and _may_be_one(atr, begins, mask)


StaffCards = Annotated[tuple[StaffCardFamily, ...], Items(most=20)]
