"""Actions at kiosk-sync's API: a person's decision handed over, and what became of it."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

from wire.base import Answer, Request, Slug
from wire.constraints import Items, Number, Text
from wire.demandes.demande import Assurance
from wire.demandes.kinds import Demande
from wire.moments import Moment, Time

ActionState = Literal["ready", "in_flight", "acknowledged", "quarantined", "expired"]
ActionReference = Annotated[str, Text(pattern="[0-9A-Z-]{8,40}")]
"""Date, agency, kiosk, number and key: what stands on the receipt; it names nobody."""
Count = Annotated[int, Number(0)]


@dataclass(frozen=True, slots=True, repr=False)
class SubmitAction(Request):
    """``PUT /v1/actions/{id}``, whose id (UUIDv7) was minted when the person confirmed; the visit
    is in the header. ``with_card``: the card was in the reader; what more is known of the person,
    kiosk-sync knows itself."""

    confirmed_at: Moment
    with_card: bool
    demande: Demande


@dataclass(frozen=True, slots=True, repr=False)
class ActionRecorded(Answer):
    """The action is on disk, and not to be lost any more. ``online``: whether it can go to central
    now."""

    reference: ActionReference
    assurance: Assurance
    online: bool


@dataclass(frozen=True, slots=True, repr=False)
class QueuedAction(Answer):
    """One action as staff see it: never what is in it. Times are UTC; ``reason`` is the slug for
    which it was quarantined or is put off, ``attempts`` how often it was sent. ``again_at``: when
    one that is put off is offered to central again, about."""

    id: UUID
    reference: ActionReference
    kind: Slug
    assurance: Assurance
    state: ActionState
    created_at: Time
    expires_at: Time
    attempts: Count
    reason: Slug | None = None
    settled_at: Time | None = None
    again_at: Time | None = None


@dataclass(frozen=True, slots=True, repr=False)
class QueueSummary(Answer):
    """How the queue stands. ``put_off``: how many of those that wait are for a central that can do
    more. ``accepting``: whether there is room for one more action;
    ``stored_bytes`` of at most ``limit_bytes`` for what waits; ``last_sync_at``: when central last
    answered."""

    ready: Count
    in_flight: Count
    acknowledged: Count
    quarantined: Count
    expired: Count
    accepting: bool
    stored_bytes: Count
    limit_bytes: Annotated[int, Number(1)]
    oldest_waiting_at: Time | None = None
    last_sync_at: Time | None = None
    put_off: Count = 0


@dataclass(frozen=True, slots=True, repr=False)
class QueuePage(Answer):
    """``GET /v1/queue``: the newest first; ``next_before`` continues the list where there is
    more."""

    actions: Annotated[tuple[QueuedAction, ...], Items(most=200)]
    next_before: UUID | None = None
