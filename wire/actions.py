"""Actions at kiosk-sync's door: a person's decision handed over, and what became of it."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import AwareDatetime, Field, StringConstraints

from wire.base import Answer, Request, Slug
from wire.demandes import Demande
from wire.moments import Moment

Assurance = Literal["declared", "card", "code"]
"""How sure one is who asks: typed; the card was in the reader; a code that central checked."""
ActionState = Literal["ready", "in_flight", "acknowledged", "quarantined", "expired"]
ActionReference = Annotated[str, StringConstraints(pattern=r"^[0-9A-Z-]{8,40}$")]
"""Date, agency, kiosk, number and key: what stands on the receipt; it names nobody."""


class SubmitAction(Request):
    """``PUT /v1/actions/{id}``, whose id (UUIDv7) was minted when the person confirmed; the visit
    is in the header. ``with_card``: the card was in the reader; what more is known of the person,
    kiosk-sync knows itself."""

    confirmed_at: Moment
    with_card: bool
    demande: Demande


class ActionRecorded(Answer):
    """The action is on disk. ``online``: whether it can go to central now."""

    reference: ActionReference
    assurance: Assurance
    online: bool


class QueuedAction(Answer):
    """One action as staff see it: never what is in it. Times are UTC; ``reason`` is the slug for
    which it was quarantined, ``attempts`` how often it was sent."""

    id: UUID
    reference: ActionReference
    kind: Slug
    assurance: Assurance
    state: ActionState
    created_at: AwareDatetime
    expires_at: AwareDatetime
    attempts: int = Field(ge=0)
    reason: Slug | None = None
    settled_at: AwareDatetime | None = None


class QueueSummary(Answer):
    """How the queue stands. ``accepting``: whether there is room for one more action;
    ``stored_bytes`` of at most ``limit_bytes`` for what waits; ``last_sync_at``: when central last
    answered."""

    ready: int = Field(ge=0)
    in_flight: int = Field(ge=0)
    acknowledged: int = Field(ge=0)
    quarantined: int = Field(ge=0)
    expired: int = Field(ge=0)
    oldest_waiting_at: AwareDatetime | None = None
    accepting: bool
    stored_bytes: int = Field(ge=0)
    limit_bytes: int = Field(gt=0)
    last_sync_at: AwareDatetime | None = None


class QueuePage(Answer):
    """``GET /v1/queue``: the newest first; ``next_before`` continues the list where there is
    more."""

    actions: tuple[QueuedAction, ...] = Field(max_length=200)
    next_before: UUID | None = None
