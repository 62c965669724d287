"""What did not go well with requests, so that somebody tells the person, or looks into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from central.store.intake_models import WAS_REJECTED, ConflictRow, IntakeRow, TombstoneRow

What = Literal["lost", "rejected", "conflict"]
_Row = TypeVar("_Row", TombstoneRow, IntakeRow, ConflictRow)


@dataclass(frozen=True, slots=True)
class RequestTrouble:
    """``lost``: the kiosk says that it will not come, ``reason`` why, and it has not come;
    ``rejected``: it came and could not be taken; ``conflict``: two contents under one id, of which
    ``digests`` are kept."""

    what: What
    id: UUID
    kiosk: str
    reference: str
    kind: str
    reason: str
    received_at: datetime
    digests: tuple[str, ...]


def troubles(db: Session, since: datetime | None, at_most: int) -> tuple[RequestTrouble, ...]:
    """The newest first."""
    # What expired while central could not take it has not come, though it is known.
    settled = or_(IntakeRow.outcome == "stored", TombstoneRow.state != "expired")
    came = and_(IntakeRow.kiosk == TombstoneRow.kiosk, IntakeRow.id == TombstoneRow.id, settled)
    lost = select(TombstoneRow).outerjoin(IntakeRow, came).where(IntakeRow.id.is_(None))
    rejected = select(IntakeRow).where(WAS_REJECTED)
    found = [
        *(_lost(row) for row in _newest(db, TombstoneRow, lost, since, at_most)),
        *(_rejected(row) for row in _newest(db, IntakeRow, rejected, since, at_most)),
        *(_conflict(row) for row in _newest(db, ConflictRow, select(ConflictRow), since, at_most)),
    ]
    found.sort(key=lambda trouble: trouble.received_at, reverse=True)
    return tuple(found[:at_most])


def _newest(
    db: Session, table: type[_Row], query: Select[_Row], since: datetime | None, at_most: int
) -> Sequence[_Row]:
    if since is not None:
        query = query.where(table.received_at >= since)
    return db.scalars(query.order_by(table.received_at.desc()).limit(at_most)).all()


def _lost(row: TombstoneRow) -> RequestTrouble:
    return _trouble("lost", row, row.reason, row.digest)


def _rejected(row: IntakeRow) -> RequestTrouble:
    return _trouble("rejected", row, row.code or "", row.digest)


def _conflict(row: ConflictRow) -> RequestTrouble:
    return _trouble("conflict", row, "another-content", row.known_digest, row.digest)


def _trouble(
    what: What, row: TombstoneRow | IntakeRow | ConflictRow, reason: str, *digests: str
) -> RequestTrouble:
    return RequestTrouble(
        what, row.id, row.kiosk, row.reference, row.kind, reason, row.received_at, digests
    )
