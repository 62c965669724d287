"""What did not go well with requests, so that somebody tells the person, or looks into it.

What somebody has seen to is ticked off, and stays findable. A tick is of a trouble as it stood:
where the kiosk gives the same up once more, or it is rejected for another reason, that is news.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, literal, or_, select, tuple_
from sqlalchemy.orm import Session

from central.store.intake_models import (
    WAS_REJECTED,
    ConflictRow,
    IntakeRow,
    TombstoneRow,
    TroubleTickRow,
)
from central.store.models import KioskRow, UtcDateTime

What = Literal["lost", "rejected", "conflict"]
_Row = TypeVar("_Row", TombstoneRow, IntakeRow, ConflictRow)


@dataclass(frozen=True, slots=True)
class TroubleTick:
    """Who has seen to it, when, and what they noted. ``account``: the system's, or the admin's
    id."""

    at: datetime
    who: str
    account: str
    note: str


@dataclass(frozen=True, slots=True)
class RequestTrouble:
    """``lost``: the kiosk says that it will not come, ``reason`` why, and it has not come;
    ``rejected``: it came and could not be taken; ``conflict``: two contents under one id, of which
    ``digests`` are kept. ``site``: where the kiosk stands."""

    what: What
    id: UUID
    kiosk: str
    reference: str
    kind: str
    reason: str
    received_at: datetime
    digests: tuple[str, ...]
    site: str = ""
    tick: TroubleTick | None = None

    @property
    def digest(self) -> str:
        """Of what came, or was to come."""
        return self.digests[-1]

    @property
    def page_key(self) -> "TroublePageKey":
        return TroublePageKey(self.received_at, self.id, self.digest)


@dataclass(frozen=True, slots=True)
class TroublePageKey:
    """Of the last of a page: the next one goes on behind it."""

    received_at: datetime
    id: UUID
    digest: str


@dataclass(frozen=True, slots=True)
class TroubleFilter:
    """Which troubles; ``None`` is any. ``named``: a reference, or the id of an item."""

    since: datetime | None = None
    at_most: int = 100
    sites: frozenset[str] | None = None
    ticked: bool | None = None
    after: TroublePageKey | None = None
    named: str | UUID | None = None


def troubles(db: Session, wanted: TroubleFilter) -> tuple[RequestTrouble, ...]:
    """The newest first."""
    # What expired while central could not take it has not come, though it is known.
    settled = or_(IntakeRow.outcome == "stored", TombstoneRow.state != "expired")
    came = and_(IntakeRow.kiosk == TombstoneRow.kiosk, IntakeRow.id == TombstoneRow.id, settled)
    found = [
        *_found(
            db,
            "lost",
            TombstoneRow,
            _with_tick("lost", TombstoneRow)
            .outerjoin(IntakeRow, came)
            .where(IntakeRow.id.is_(None)),
            wanted,
        ),
        *_found(
            db,
            "rejected",
            IntakeRow,
            _with_tick("rejected", IntakeRow).where(WAS_REJECTED),
            wanted,
        ),
        *_found(db, "conflict", ConflictRow, _with_tick("conflict", ConflictRow), wanted),
    ]
    found.sort(key=_order, reverse=True)
    return tuple(found[: wanted.at_most])


def _with_tick(what: What, table: type[_Row]) -> Select[_Row, TroubleTickRow, str]:
    tick = TroubleTickRow
    ticked = and_(
        tick.what == what,
        tick.kiosk == table.kiosk,
        tick.id == table.id,
        tick.digest == table.digest,
        tick.received_at == table.received_at,
    )
    return (
        select(table, tick, KioskRow.site)
        .select_from(table)
        .outerjoin(tick, ticked)
        .outerjoin(KioskRow, KioskRow.id == table.kiosk)
    )


def _found(
    db: Session,
    what: What,
    table: type[_Row],
    query: Select[_Row, TroubleTickRow, str],
    wanted: TroubleFilter,
) -> Sequence[RequestTrouble]:
    if wanted.since is not None:
        query = query.where(table.received_at >= wanted.since)
    if wanted.sites is not None:
        query = query.where(KioskRow.site.in_(wanted.sites))
    if wanted.ticked is not None:
        is_ticked = TroubleTickRow.what.is_not(None)
        query = query.where(is_ticked if wanted.ticked else ~is_ticked)
    match wanted.named:
        case UUID() as id_:
            query = query.where(table.id == id_)
        case str() as reference:
            query = query.where(table.reference == reference)
    key = table.received_at, table.id, table.digest
    if wanted.after is not None:
        after = wanted.after
        last = literal(after.received_at, UtcDateTime()), literal(after.id), literal(after.digest)
        query = query.where(tuple_(*key) < tuple_(*last))
    query = query.order_by(*(column.desc() for column in key)).limit(wanted.at_most)
    return [_trouble(what, *row) for row in db.execute(query)]


def _trouble(
    what: What,
    row: TombstoneRow | IntakeRow | ConflictRow,
    tick: TroubleTickRow | None,
    site: str | None,
) -> RequestTrouble:
    reason, digests = _said(row)
    return RequestTrouble(
        what=what,
        id=row.id,
        kiosk=row.kiosk,
        reference=row.reference,
        kind=row.kind,
        reason=reason,
        received_at=row.received_at,
        digests=digests,
        site=site or "",
        tick=None
        if tick is None
        else TroubleTick(tick.ticked_at, tick.who, tick.account, tick.note),
    )


def _said(row: TombstoneRow | IntakeRow | ConflictRow) -> tuple[str, tuple[str, ...]]:
    """Why, and the digests that are kept."""
    match row:
        case TombstoneRow():
            return row.reason, (row.digest,)
        case IntakeRow():
            return row.code or "", (row.digest,)
        case ConflictRow():
            return "another-content", (row.known_digest, row.digest)


def _order(trouble: RequestTrouble) -> tuple[datetime, str, str]:
    # As both databases order ids.
    return trouble.received_at, trouble.id.hex, trouble.digest
