"""What kiosks say will not come: kept, and shown to staff, since a person was promised it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.store.audit import AuditTrail, ItemDone
from central.store.intake_models import TombstoneRow
from wire.sync import Tombstone


@dataclass(frozen=True, slots=True)
class Buried:
    id: UUID
    outcome: Literal["stored", "duplicate"]
    state: Literal["quarantined", "expired"]


def bury(
    db: Session, kiosk: str, tombstones: Sequence[Tombstone], audit: AuditTrail, now: datetime
) -> list[Buried]:
    """Writes down what is new: of an action that was tried again meanwhile, its last end. Raises
    IntegrityError where another transaction wrote the same meanwhile."""
    rows = {
        row.id: row
        for row in db.scalars(
            select(TombstoneRow).where(
                TombstoneRow.kiosk == kiosk, TombstoneRow.id.in_({each.id for each in tombstones})
            )
        )
    }
    buried: list[Buried] = []
    for each in tombstones:
        row = rows.get(each.id)
        if row is not None and (row.state, row.reason, row.digest) == (
            each.state,
            each.reason,
            each.digest,
        ):
            buried.append(Buried(each.id, "duplicate", each.state))
            continue
        if row is None:
            row = rows[each.id] = TombstoneRow(kiosk=kiosk, id=each.id)
            db.add(row)
        _fill(row, each, now)
        audit.record_items(db, kiosk, (ItemDone(each.id, each.subject, "lost", each.state),))
        buried.append(Buried(each.id, "stored", each.state))
    return buried


def _fill(row: TombstoneRow, tombstone: Tombstone, now: datetime) -> None:
    row.digest = tombstone.digest
    row.state = tombstone.state
    row.reason = tombstone.reason
    row.reference = tombstone.reference
    row.kind = tombstone.kind
    row.visit = tombstone.subject
    row.sequence = tombstone.sequence
    row.created_at = tombstone.created_at
    row.at = tombstone.at
    row.received_at = now
