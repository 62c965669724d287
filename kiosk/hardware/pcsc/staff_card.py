"""How a badge of staff is read: what tells it from others of its family, and nothing else of it."""

from collections.abc import Sequence

from kiosk.domain.card import StaffCard, Unreadable, UnreadableReason, WrongCard, WrongCardKind
from kiosk.hardware.pcsc import apdu
from kiosk.hardware.pcsc.apdu import Exchange, StatusWord
from kiosk.hardware.pcsc.asking import (
    CardVerdict,
    bounded,
    is_refusal,
    meaning_of,
    perform,
    select,
)
from wire.staff import StaffBadge
from wire.staff_cards import LEAST_IDENTIFIER, MOST_IDENTIFIER, StaffCardFamily

_ENOUGH = (StatusWord.OK, StatusWord.END_OF_FILE)
_NEVER_WRITTEN = (frozenset({0x00}), frozenset({0xFF}))


def staff_family_of(atr: bytes, families: Sequence[StaffCardFamily]) -> StaffCardFamily | None:
    """The first one that fits."""
    return next((each for each in families if each.fits(atr)), None)


def read_staff_card(family: StaffCardFamily) -> Exchange[StaffCard | CardVerdict]:
    """Reads the badge of a card that fits ``family``. One that refuses is a badge of another make.

    Raises nothing of its own; what the driver throws into it passes through.
    """
    try:
        found = yield from bounded(_read(family))
    except apdu.ApduError:
        return Unreadable(UnreadableReason.CHIP_FAILURE)
    if isinstance(found, StaffCard):
        return found
    return WrongCard(WrongCardKind.STAFF) if is_refusal(found) else found


def _read(family: StaffCardFamily) -> Exchange[StaffCard | CardVerdict]:
    for name in family.path or ():
        if refused := (yield from select(_choice(bytes.fromhex(name)))):
            return refused
    answer = yield from perform(_command(family))
    if answer.status not in _ENOUGH:
        return meaning_of(answer.status)
    return _judged(family, _identifier(family, answer.data))


def _choice(name: bytes) -> apdu.CommandApdu:
    """A file's number has two bytes, the name of an application has five and more."""
    if len(name) == 2:
        return apdu.select_file(int.from_bytes(name))
    return apdu.select_application(name)


def _command(family: StaffCardFamily) -> apdu.CommandApdu:
    match family.read_from:
        case "serial":
            return apdu.get_data(bytes.fromhex(family.command))
        case "file":
            return apdu.read_binary(family.offset, family.length or apdu.BLOCK)


def _identifier(family: StaffCardFamily, data: bytes) -> bytes:
    """A file was read from its offset on already."""
    start = family.offset if family.read_from == "serial" else 0
    return data[start:] if family.length is None else data[start : start + family.length]


def _judged(family: StaffCardFamily, identifier: bytes) -> StaffCard | Unreadable:
    """A badge is never taken by half of its number, nor by what stands on all that nobody wrote."""
    whole = family.length in (None, len(identifier))
    if not whole or len(identifier) < LEAST_IDENTIFIER or set(identifier) in _NEVER_WRITTEN:
        return Unreadable(UnreadableReason.MALFORMED)
    if len(identifier) > MOST_IDENTIFIER:
        return Unreadable(UnreadableReason.TOO_LARGE)
    return StaffCard(StaffBadge(family.family, family.read_from, identifier.hex()))
