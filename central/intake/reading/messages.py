"""What is asked of the reader, and what it answers: one body of one request, or why not."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from central.intake.notes import LONGEST_NOTE, checked_note
from wire.base import Answer, KioskId, Request
from wire.codec import Codec
from wire.constraints import Checked, Number, OneOf, Text
from wire.demandes.demande import Assurance
from wire.demandes.kinds import Demande
from wire.moments import Moment


def _reason(text: str) -> str:
    reason = checked_note(text)
    if not reason:
        raise ValueError("a reason is needed")
    return reason


SessionToken = Annotated[str, Text(32, 128, pattern="[A-Za-z0-9_-]+")]
ReadingReason = Annotated[str, Text(1, LONGEST_NOTE), Checked(_reason)]


@dataclass(frozen=True, slots=True, repr=False)
class AskedItem(Request):
    """One time that it was asked for, where that is not the last one."""

    kiosk: KioskId
    id: UUID


@dataclass(frozen=True, slots=True, repr=False)
class BodyQuestion(Request):
    """``session``: the token itself, which only the admin's browser has: the store keeps no more
    than its digest, so whoever reads the store cannot ask. ``reason``: why it is read, which is
    kept; ``checked_note`` says what it may be."""

    session: SessionToken
    request: UUID
    reason: ReadingReason
    item: AskedItem | None = None


class NotOpened(StrEnum):
    """Why there is no body; the value is a word for programs."""

    ERASED = "erased"
    """Its time is over."""
    UNREADABLE = "unreadable"
    """It is there, and the key that sealed it is not at hand, or it is damaged."""
    UNKNOWN = "unknown"
    """No such request, or it was never asked for so."""
    REFUSED = "refused"
    """No live session, or none that may read at the request's agency."""
    LIMITED = "limited"
    """More than one deals with, or all together: later, or with a proposal that two approve."""
    BUSY = "busy"
    """The store, or the reader, has no time: nothing was counted or written down."""
    MALFORMED = "malformed"
    """The question makes no sense."""


@dataclass(frozen=True, slots=True, repr=False)
class OpenedBody(Answer):
    """What was asked, of whom, and how that one asking is known."""

    request: UUID
    kiosk: KioskId
    id: UUID
    reference: Annotated[str, Text(1, 40)]
    assurance: Assurance
    made_at: Moment
    received_at: Moment
    demande: Demande
    outcome: Literal["opened"] = field(default="opened", kw_only=True)


@dataclass(frozen=True, slots=True, repr=False)
class NoBody(Answer):
    """``wait_s``: when it may go on, where that is known."""

    why: NotOpened
    wait_s: Annotated[int, Number(1, 10**7)] | None = None
    outcome: Literal["not-opened"] = field(default="not-opened", kw_only=True)


BodyAnswer = Annotated[OpenedBody | NoBody, OneOf("outcome")]

QUESTION = Codec[BodyQuestion](BodyQuestion)
ANSWER = Codec[OpenedBody | NoBody](BodyAnswer)
