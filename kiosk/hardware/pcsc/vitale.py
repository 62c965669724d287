"""How a carte Vitale is read: which commands in which order, and what each refusal means."""

from kiosk.domain.card import CardRead, Unreadable, UnreadableReason, WrongCard, WrongCardKind
from kiosk.hardware.pcsc import apdu, tlv
from kiosk.hardware.pcsc.apdu import Exchange, StatusWord
from kiosk.hardware.pcsc.asking import CardVerdict, bounded, is_refusal, meaning_of, perform, select
from kiosk.hardware.pcsc.atr import CardFamily, family_of, wrong_kind_of
from kiosk.hardware.pcsc.holders import holders_of

MASTER_FILE = 0x3F00
MASTER_FILE_AID = bytes.fromhex("D2500000024D465F564954414C45")
VITALE_AID = bytes.fromhex("D250000002564954414C45")
HOLDERS_FILE = 0xD001
HOLDERS_SFI = 2
"""Short identifier of both files: identities under the master file, NIRs under the application."""

_BEYOND_THE_END = frozenset(
    {
        StatusWord.OFFSET_PAST_END,
        StatusWord.WRONG_PARAMETERS,
        StatusWord.WRONG_LENGTH,
        StatusWord.FILE_NOT_FOUND,
        StatusWord.RECORD_NOT_FOUND,
    }
)
"""Answers of one mask or another to READ BINARY behind the last byte of a file."""


def read_vitale(atr: bytes) -> Exchange[CardRead | CardVerdict]:
    """Reads the holders of the card that gave this answer to reset.

    A card known by its ATR not to be a Vitale is told apart without sending it anything.
    Raises nothing of its own; what the driver throws into it passes through.
    """
    family = family_of(atr)
    if (kind := wrong_kind_of(family)) is not None:
        return WrongCard(kind)
    try:
        return (yield from bounded(_read(known=family is CardFamily.VITALE2)))
    except apdu.ApduError:
        return Unreadable(UnreadableReason.CHIP_FAILURE)


def _read(*, known: bool) -> Exchange[CardRead | CardVerdict]:
    """``known``: the ATR is of the Vitale 2 family. Any other card has first to show that it is."""
    identities = yield from _identities()
    if not isinstance(identities, bytes):
        return identities if known else _of_an_unknown_card(identities)
    if refused := (yield from select(apdu.select_application(VITALE_AID))):
        return refused if known else _of_an_unknown_card(refused)
    numbers = yield from _holders_file()
    if not isinstance(numbers, bytes):
        return numbers
    return holders_of(identities, numbers)


def _identities() -> Exchange[bytes | CardVerdict]:
    """Under the master file, chosen by its number, or by its name: some cards know only that."""
    found = yield from _holders_file_under(apdu.select_file(MASTER_FILE))
    if not is_refusal(found):
        return found
    other = yield from _holders_file_under(apdu.select_application(MASTER_FILE_AID))
    return found if is_refusal(other) else other


def _holders_file_under(directory: apdu.CommandApdu) -> Exchange[bytes | CardVerdict]:
    if refused := (yield from select(directory)):
        return refused
    return (yield from _holders_file())


def _holders_file() -> Exchange[bytes | CardVerdict]:
    """The file of the current directory, by its short identifier or else by its number.

    That the number is the same under the application is not published: what is found there has
    to pass the checks of ``holders_of`` like anything else.
    """
    found = yield from _read_file(apdu.read_short_file(HOLDERS_SFI))
    if found and not is_refusal(found):
        return found
    if (yield from select(apdu.select_in_directory(HOLDERS_FILE))):
        return found
    return (yield from _read_file(apdu.read_binary(0)))


def _read_file(command: apdu.CommandApdu) -> Exchange[bytes | CardVerdict]:
    """The file from its start to its padding or its end, in blocks of at most 256 bytes.

    ``command`` reads the first block and makes the file the current one.
    """
    data, shorts = b"", 0
    while True:
        answer = yield from perform(command)
        data += answer.data
        if answer.status in (StatusWord.END_OF_FILE, StatusWord.OFFSET_PAST_END):
            return data
        if answer.status != StatusWord.OK:
            ended = data and (shorts or answer.status in _BEYOND_THE_END)
            return data if ended else meaning_of(answer.status)
        if len(data) > tlv.SIZE_LIMIT:
            return Unreadable(UnreadableReason.TOO_LARGE)
        shorts += len(answer.data) < apdu.BLOCK
        if not answer.data or not _goes_on(data, shorts):
            return data
        command = apdu.read_binary(len(data))


def _goes_on(data: bytes, shorts: int) -> bool:
    """``shorts``: how many blocks were short so far. A file ends with its first short block,
    unless the chip gives less than a whole one at a time."""
    match tlv.extent(data):
        case tlv.Extent.OPEN:
            return True
        case tlv.Extent.BETWEEN:
            return shorts != 1
        case tlv.Extent.CLOSED | tlv.Extent.BROKEN:
            return False


def _of_an_unknown_card(verdict: CardVerdict) -> CardVerdict:
    """A bank card also refuses access; only a Vitale that does so is worth an agent."""
    return WrongCard(WrongCardKind.OTHER) if is_refusal(verdict) else verdict
