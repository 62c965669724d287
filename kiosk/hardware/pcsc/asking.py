"""How a card is asked: each command until it is answered, within bounds; what a refusal means."""

from kiosk.domain.card import Unreadable, UnreadableReason, WrongCard, WrongCardKind
from kiosk.hardware.pcsc import apdu
from kiosk.hardware.pcsc.apdu import Exchange, StatusWord, T

MOST_EXCHANGES = 2_048
"""Nineteen holders a byte at a time take some 1,200: a chip that draws it out longer is mad."""

_REPEATS = 3
"""A worn contact or a long cable loses one command in some; one that loses four in a row is cut."""

CardVerdict = WrongCard | Unreadable
"""Why the reading ended without what it was for."""


def bounded(reading: Exchange[T]) -> Exchange[T]:
    """``reading``; raises ApduError when it takes more than ``MOST_EXCHANGES``."""
    try:
        command = next(reading)
        for _ in range(MOST_EXCHANGES):
            try:
                answer = yield command
            except apdu.AnswerLost as lost:
                command = reading.throw(lost)
            else:
                command = reading.send(answer)
    except StopIteration as end:
        outcome: T = end.value
        return outcome
    raise apdu.ApduError("a reading without end")


def select(command: apdu.CommandApdu) -> Exchange[CardVerdict | None]:
    """None where it is chosen."""
    answer = yield from perform(command)
    return None if answer.status == StatusWord.OK else meaning_of(answer.status)


def perform(command: apdu.CommandApdu) -> Exchange[apdu.Response]:
    """One command, repeated once when the chip reports a failure of its own."""
    answer = yield from _answered(command)
    if answer.status in (StatusWord.MEMORY_FAILURE, StatusWord.NO_DIAGNOSIS):
        answer = yield from _answered(command)
    return answer


def _answered(command: apdu.CommandApdu) -> Exchange[apdu.Response]:
    """The answer to SELECT or READ, which change nothing on the card: where it is lost, the command
    is repeated from its beginning, since what waited for GET RESPONSE may be lost with it.

    Raises AnswerLost when none of ``_REPEATS`` more came either.
    """
    for _ in range(_REPEATS):
        try:
            return (yield from apdu.exchange(command))
        except apdu.AnswerLost:
            continue
    return (yield from apdu.exchange(command))


def meaning_of(status: int) -> CardVerdict:
    """Of a status word that is not OK."""
    match status:
        case StatusWord.INVALIDATED | StatusWord.TERMINATED:
            return Unreadable(UnreadableReason.WITHDRAWN)
        case StatusWord.MEMORY_FAILURE | StatusWord.NO_DIAGNOSIS:
            return Unreadable(UnreadableReason.CHIP_FAILURE)
        case (
            StatusWord.FILE_NOT_FOUND
            | StatusWord.RECORD_NOT_FOUND
            | StatusWord.WRONG_LENGTH
            | StatusWord.UNKNOWN_INSTRUCTION
            | StatusWord.UNKNOWN_CLASS
        ):
            return WrongCard(WrongCardKind.OTHER)
        case _:
            return Unreadable(UnreadableReason.REFUSED)


def is_refusal(found: bytes | CardVerdict) -> bool:
    """The chip is sound and does not do what it was asked: another way may be open."""
    return isinstance(found, WrongCard) or found == Unreadable(UnreadableReason.REFUSED)
