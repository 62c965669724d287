"""All kiosks, with how each is as far as it has told."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet.heartbeats import status_of
from central.fleet.status import KioskStatus
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow


@dataclass(frozen=True, slots=True)
class Known:
    """``status``: None of one that was never heard."""

    kiosk: str
    status: KioskStatus | None


def roster(db: Session) -> Sequence[Known]:
    """Those that may call, by their names."""
    rows = db.execute(
        select(KioskRow.name, KioskStatusRow)
        .outerjoin(KioskStatusRow, KioskStatusRow.kiosk == KioskRow.name)
        .where(KioskRow.revoked_at.is_(None))
        .order_by(KioskRow.name)
    )
    return tuple(_known(name, row) for name, row in rows)


def _known(name: str, row: KioskStatusRow | None) -> Known:
    return Known(name, None if row is None else status_of(row))
