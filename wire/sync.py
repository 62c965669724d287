"""``POST /v1/sync``: a batch of sealed actions up; an answer for each, time and advice down.

Both messages ignore fields they do not know, so that health, versions, configuration and commands
can be added while older kiosks and older centrals still talk to each other. An item is strict.
"""

from dataclasses import dataclass
from typing import Annotated, Literal, get_args
from uuid import UUID

from wire.actions import ActionReference
from wire.base import Answer, Digest, KeyId, Request, Slug
from wire.citizen import SessionReference
from wire.commands import MAX_COMMANDS, MAX_REPORTS, CommandOffer, CommandReport
from wire.configuration import AppliedConfiguration
from wire.constraints import Base64, Items, JudgedApart, Number
from wire.demandes.demande import Assurance
from wire.endorsement import MAX_ENDORSEMENTS, KnownKeys
from wire.moments import Moment, SealedMoment, Time
from wire.nearest import NearestAnswer, NearestTag
from wire.report import KioskReport, ReportOutcome, UnreadableReport
from wire.signed import SignedDocument

MAX_ITEMS = 50
MAX_SEALED_BYTES = 2_048
"""A request has some hundred bytes; a whole batch of the largest stays under MAX_BODY_BYTES."""

Seconds = Annotated[float, Number(0, 1e9)]
"""Up to some thirty years: no sum with a time of our days leaves the calendar."""
Sealed = Annotated[bytes, Base64(MAX_SEALED_BYTES)]
_INT32 = 2**31 - 1
SyncCount = Annotated[int, Number(0, _INT32)]
Sequence = Annotated[int, Number(1, _INT32)]


@dataclass(frozen=True, slots=True, repr=False)
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
    schema_version: Annotated[int, Number(1, 1_000)]
    assurance: Assurance
    subject: UUID
    sequence: Sequence
    created_at: SealedMoment
    boot: UUID
    made_at_s: Seconds
    expires_at: SealedMoment
    priority: Annotated[int, Number(0, 9)]
    key_id: KeyId
    session_reference: SessionReference | None = None


@dataclass(frozen=True, slots=True, repr=False)
class Item(Request):
    """``digest``: SHA-256 of the sealed bytes."""

    header: ItemHeader
    sealed: Sealed
    digest: Digest


@dataclass(frozen=True, slots=True, repr=False)
class Tombstone(Request):
    """An action that will not come: its successors in ``subject`` come all the same. ``reason``:
    the slug it was quarantined for, or ``expired``."""

    id: UUID
    reference: ActionReference
    kind: Slug
    subject: UUID
    sequence: Sequence
    state: Literal["quarantined", "expired"]
    reason: Slug
    digest: Digest
    created_at: Moment
    at: Moment


@dataclass(frozen=True, slots=True, repr=False)
class SyncRequest(Answer):
    """``sent_at``, ``boot`` and ``uptime_s`` are the kiosk's clocks at sending. ``backlog``: how
    many actions wait beside these. An empty one asks whether central is there.
    ``applied_configuration``: what became of the newest signed configuration; None of a kiosk that
    was never given one, or knows of none. ``report``: how the kiosk is; one that does not fit stops
    no item. ``command_reports``: how commands stand of which central has not taken that yet.
    ``keys``: those that the kiosk goes by; None of one that follows no endorsement. ``nearest``:
    the tag of what the kiosk knows of other kiosks; None of one that shows none."""

    sent_at: Moment
    boot: UUID
    uptime_s: Seconds
    backlog: SyncCount
    items: Annotated[tuple[Item, ...], Items(most=MAX_ITEMS)] = ()
    tombstones: Annotated[tuple[Tombstone, ...], Items(most=MAX_ITEMS)] = ()
    applied_configuration: AppliedConfiguration | None = None
    report: Annotated[
        KioskReport | UnreadableReport | None, JudgedApart(KioskReport, UnreadableReport())
    ] = None
    command_reports: Annotated[tuple[CommandReport, ...], Items(most=MAX_REPORTS)] = ()
    keys: KnownKeys | None = None
    nearest: NearestTag | None = None


ItemOutcome = Literal["stored", "duplicate", "conflict", "rejected"]

Lack = Literal["unknown-kind", "unknown-schema", "unknown-key"]
"""What central may lack for an item: it is older than the kiosk, or has not been given a key."""
NOT_YET: frozenset[str] = frozenset(get_args(Lack))
"""Codes of a rejection that says *not yet*: the item waits at the kiosk and is offered again."""


@dataclass(frozen=True, slots=True, repr=False)
class ItemAnswer(Answer):
    """``code`` says why an item is ``rejected``: for good, or for now where it is in
    ``NOT_YET``."""

    id: UUID
    outcome: ItemOutcome
    code: Slug | None = None


@dataclass(frozen=True, slots=True, repr=False)
class SyncAnswer(Answer):
    """One answer for each item and each tombstone, in any order; what is not answered is sent
    again. ``next_poll_s``: when central would like to hear from this kiosk again. ``report``: what
    became of the report, where there was one. ``commands``: the oldest that the kiosk has not
    acknowledged; ``reports_taken``: the commands whose reports need not come again.
    ``endorsements``: of keys that the kiosk does not go by yet, in their order; they count before
    all else that comes with them. ``nearest``: which other kiosks are near, where the kiosk asks
    and central knows."""

    server_time: Time
    next_poll_s: Annotated[float, Number(1, 3_600)]
    answers: Annotated[tuple[ItemAnswer, ...], Items(most=2 * MAX_ITEMS)] = ()
    configuration: SignedDocument | None = None
    report: ReportOutcome | None = None
    commands: Annotated[tuple[CommandOffer, ...], Items(most=MAX_COMMANDS)] = ()
    reports_taken: Annotated[tuple[UUID, ...], Items(most=MAX_REPORTS)] = ()
    endorsements: Annotated[tuple[SignedDocument, ...], Items(most=MAX_ENDORSEMENTS)] = ()
    nearest: NearestAnswer | None = None
