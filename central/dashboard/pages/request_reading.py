"""Asking for the content of one request: what came of it, and with which words it is told."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from uuid import UUID

from central.dashboard.reader_door import ReaderDoor
from central.intake.listing import ListedItem
from central.intake.notes import WrongNote, checked_note
from central.intake.reading.messages import AskedItem, BodyQuestion, NoBody, NotOpened, OpenedBody
from central.intake.reading.reader_socket import BodyReaderUnavailable
from shared_runtime.private import Private
from wire.codec import Malformed

NotTold = Literal[
    "absent",
    "reason",
    "unavailable",
    "erased",
    "unreadable",
    "unknown",
    "refused",
    "limited",
    "busy",
    "malformed",
]
"""``absent``: this console has no reader; ``reason``: none was given, or one that might be
somebody's number; ``unavailable``: the reader went away, perhaps after it had written the reading
down. The others are the reader's own words."""
_STATUS: dict[str, int] = {
    "absent": 409,
    "reason": 400,
    "malformed": 400,
    "refused": 401,
    "erased": 410,
    "unreadable": 409,
    "unknown": 410,
    "limited": 429,
    "busy": 503,
    "unavailable": 503,
}


@dataclass(frozen=True, slots=True)
class NoContent:
    why: NotTold
    wait: timedelta | None = None

    @property
    def status(self) -> int:
        return _STATUS[self.why]


@dataclass(frozen=True, slots=True, repr=False)
class AskedReading(Private):
    """``session``: the token of the cookie, which the reader looks up by itself; ``item``: which of
    the times that it was asked for, None for the last one."""

    session: str
    request: UUID
    reason: str
    item: ListedItem | None


async def content_of(door: ReaderDoor | None, asked: AskedReading) -> OpenedBody | NoContent:
    if door is None:
        return NoContent("absent")
    try:
        reason = checked_note(asked.reason)
    except WrongNote:
        reason = ""
    if not reason:
        return NoContent("reason")
    item = None if asked.item is None else AskedItem(asked.item.kiosk, asked.item.id)
    try:
        answer = await door.ask(
            BodyQuestion(session=asked.session, request=asked.request, reason=reason, item=item)
        )
    except Malformed:
        return NoContent("malformed")
    except BodyReaderUnavailable:
        return NoContent("unavailable")
    return answer if isinstance(answer, OpenedBody) else _told(answer)


def _told(answer: NoBody) -> NoContent:
    wait = None if answer.wait_s is None else timedelta(seconds=answer.wait_s)
    match answer.why:
        case NotOpened.ERASED:
            return NoContent("erased")
        case NotOpened.UNREADABLE:
            return NoContent("unreadable")
        case NotOpened.UNKNOWN:
            return NoContent("unknown")
        case NotOpened.REFUSED:
            return NoContent("refused")
        case NotOpened.LIMITED:
            return NoContent("limited", wait)
        case NotOpened.BUSY:
            return NoContent("busy")
        case NotOpened.MALFORMED:
            return NoContent("malformed")
