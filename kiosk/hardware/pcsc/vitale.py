"""How a carte Vitale is read: which commands in which order, and what each refusal means."""

from kiosk.domain.card import CardRead, Unreadable, UnreadableReason, WrongCard, WrongCardKind
from kiosk.hardware.pcsc import apdu, tlv
from kiosk.hardware.pcsc.apdu import Exchange, Status
from kiosk.hardware.pcsc.atr import Family, family_of, wrong_kind_of
from kiosk.hardware.pcsc.holders import holders_of

MASTER_FILE = 0x3F00
VITALE_AID = bytes.fromhex("D250000002564954414C45")
HOLDERS_SFI = 2
"""Short identifier of both files: identities under the master file, NIRs under the application."""

Verdict = WrongCard | Unreadable
"""Why the reading ended without holders."""


def read_vitale(atr: bytes) -> Exchange[CardRead | Verdict]:
    """Reads the holders of the card that gave this answer to reset.

    A card known by its ATR not to be a Vitale is told apart without sending it anything.
    Raises nothing of its own; what the driver throws into it passes through.
    """
    family = family_of(atr)
    if (kind := wrong_kind_of(family)) is not None:
        return WrongCard(kind)
    try:
        return (yield from _read(known=family is Family.VITALE2))
    except apdu.ApduError:
        return Unreadable(UnreadableReason.CHIP_FAILURE)


def _read(*, known: bool) -> Exchange[CardRead | Verdict]:
    """``known``: the ATR is of the Vitale 2 family. Any other card has first to show that it is."""
    if refused := (yield from _select(apdu.select_file(MASTER_FILE), known=known)):
        return refused
    identities = yield from _read_file(known=known)
    if not isinstance(identities, bytes):
        return identities
    if refused := (yield from _select(apdu.select_application(VITALE_AID), known=known)):
        return refused
    numbers = yield from _read_file(known=True)
    if not isinstance(numbers, bytes):
        return numbers
    return holders_of(identities, numbers)


def _select(command: apdu.Command, *, known: bool) -> Exchange[Verdict | None]:
    answer = yield from _perform(command)
    return None if answer.status == Status.OK else _meaning(answer.status, known=known)


def _read_file(*, known: bool) -> Exchange[bytes | Verdict]:
    """The file from its start to its padding or its end, in blocks of at most 256 bytes."""
    data, short = b"", False
    command = apdu.read_short_file(HOLDERS_SFI)
    while True:
        answer = yield from _perform(command)
        data += answer.data
        if answer.status in (Status.END_OF_FILE, Status.OFFSET_PAST_END):
            return data
        if answer.status != Status.OK:
            return data if short else _meaning(answer.status, known=known)
        if len(data) > tlv.SIZE_LIMIT:
            return Unreadable(UnreadableReason.TOO_LARGE)
        short = len(answer.data) < apdu.BLOCK
        if not answer.data or not _goes_on(data, short=short):
            return data
        command = apdu.read_binary(len(data))


def _goes_on(data: bytes, *, short: bool) -> bool:
    match tlv.extent(data):
        case tlv.Extent.OPEN:
            # Also behind a short block: some chips give less than a whole one at a time.
            return True
        case tlv.Extent.BETWEEN:
            return not short
        case tlv.Extent.CLOSED | tlv.Extent.BROKEN:
            return False


def _perform(command: apdu.Command) -> Exchange[apdu.Response]:
    """One command, repeated once when the chip reports a failure of its own."""
    answer = yield from apdu.exchange(command)
    if answer.status in (Status.MEMORY_FAILURE, Status.NO_DIAGNOSIS):
        answer = yield from apdu.exchange(command)
    return answer


def _meaning(status: int, *, known: bool) -> Verdict:
    match status:
        case Status.INVALIDATED | Status.TERMINATED:
            return Unreadable(UnreadableReason.WITHDRAWN)
        case Status.MEMORY_FAILURE | Status.NO_DIAGNOSIS:
            return Unreadable(UnreadableReason.CHIP_FAILURE)
        case (
            Status.FILE_NOT_FOUND
            | Status.RECORD_NOT_FOUND
            | Status.WRONG_LENGTH
            | Status.UNKNOWN_INSTRUCTION
            | Status.UNKNOWN_CLASS
        ):
            return WrongCard(WrongCardKind.OTHER)
        case _ if known:
            return Unreadable(UnreadableReason.REFUSED)
        case _:
            # A bank card also refuses access; only a Vitale that does so is worth an agent.
            return WrongCard(WrongCardKind.OTHER)
