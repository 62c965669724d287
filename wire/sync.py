"""``POST /v1/sync``: a batch of sealed actions up; an answer for each, time and advice down.

Both messages ignore fields they do not know, so that health, versions, configuration and commands
can be added while older kiosks and older centrals still talk to each other. An item is strict.
"""

import json
from typing import Annotated, Literal
from uuid import UUID

from pydantic import (
    AwareDatetime,
    Base64Bytes,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from wire.actions import ActionReference, Assurance
from wire.base import Answer, Request, Slug
from wire.citizen import SessionReference
from wire.moments import Moment, SealedMoment

MAX_ITEMS = 50
MAX_SEALED_BYTES = 2_048
"""A request has some hundred bytes; a whole batch of the largest stays under MAX_BODY_BYTES."""

KeyId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
"""The first 16 hex digits of SHA-256 over the raw public key."""
Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Seconds = Annotated[float, Field(ge=0, le=1e9)]
"""Up to some thirty years: no sum with a time of our days leaves the calendar."""
Sealed = Annotated[
    Base64Bytes,
    Field(max_length=MAX_SEALED_BYTES),
    # The library publishes the limit of the bytes as that of the text.
    WithJsonSchema({"type": "string", "format": "base64", "maxLength": MAX_SEALED_BYTES * 3 // 2}),
]
Count = Annotated[int, Field(ge=0, lt=2**31)]


class ItemHeader(Request):
    """Everything about an action but its content. It is bound into the seal: not a letter of it can
    change without the body becoming unreadable.

    ``subject``: random id of the visit, ``sequence`` in it from 1. ``boot``: id of the kiosk's
    boot in which it was made, ``made_at_s``: seconds since then; both tell its age where the wall
    clock ``created_at`` was wrong.
    """

    id: UUID
    reference: ActionReference
    kind: Slug
    schema_version: int = Field(ge=1, le=1_000)
    assurance: Assurance
    session_reference: SessionReference | None = None
    subject: UUID
    sequence: int = Field(ge=1, lt=2**31)
    created_at: SealedMoment
    boot: UUID
    made_at_s: Seconds
    expires_at: SealedMoment
    priority: int = Field(ge=0, le=9)
    key_id: KeyId

    def canonical(self) -> bytes:
        """The header in one form only, for the seal: sorted keys, times in UTC to the microsecond.
        What is not there stands not in it, so that a field added later breaks no older seal."""
        plain = self.model_dump(mode="json", exclude_none=True) | {
            name: getattr(self, name).isoformat(timespec="microseconds")
            for name in ("created_at", "expires_at")
        }
        return json.dumps(plain, sort_keys=True, separators=(",", ":")).encode()


class Item(Request):
    """``digest``: SHA-256 of the sealed bytes."""

    header: ItemHeader
    sealed: Sealed
    digest: Digest


class Tombstone(Request):
    """An action that will not come: its successors in ``subject`` come all the same. ``reason``:
    the slug it was quarantined for, or ``expired``."""

    id: UUID
    reference: ActionReference
    kind: Slug
    subject: UUID
    sequence: int = Field(ge=1, lt=2**31)
    state: Literal["quarantined", "expired"]
    reason: Slug
    digest: Digest
    created_at: Moment
    at: Moment


class SyncRequest(Answer):
    """``sent_at``, ``boot`` and ``uptime_s`` are the kiosk's clocks at sending. ``backlog``: how
    many actions wait beside these. An empty one asks whether central is there."""

    sent_at: Moment
    boot: UUID
    uptime_s: Seconds
    backlog: Count
    items: tuple[Item, ...] = Field(default=(), max_length=MAX_ITEMS)
    tombstones: tuple[Tombstone, ...] = Field(default=(), max_length=MAX_ITEMS)


ItemOutcome = Literal["stored", "duplicate", "conflict", "rejected"]


class ItemAnswer(Answer):
    """``code`` says why an item is ``rejected``, for good: it will not be taken later either."""

    id: UUID
    outcome: ItemOutcome
    code: Slug | None = None


class SyncAnswer(Answer):
    """One answer for each item and each tombstone, in any order; what is not answered is sent
    again. ``next_poll_s``: when central would like to hear from this kiosk again."""

    server_time: AwareDatetime
    next_poll_s: float = Field(ge=1, le=3_600)
    answers: tuple[ItemAnswer, ...] = Field(default=(), max_length=2 * MAX_ITEMS)
