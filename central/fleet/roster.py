"""All kiosks, with how each is as far as it has told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from central.fleet.heartbeats import STATUS_COLUMNS, status_of
from central.fleet.status import OUT_OF_SERVICE_AFTER, KioskStatus, is_silent
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow


@dataclass(frozen=True, slots=True)
class Known:
    """``status``: None of one that was never heard."""

    site: str
    kiosk: str
    status: KioskStatus | None


_ROSTER = (
    select(KioskRow.site, KioskRow.id.label("kiosk"), *STATUS_COLUMNS)
    .outerjoin(KioskStatusRow, KioskStatusRow.kiosk == KioskRow.id)
    .where(KioskRow.revoked_at.is_(None))
    .order_by(KioskRow.id)
)


def roster(db: Session) -> Sequence[Known]:
    """Those that may call, by their ids."""
    return read_roster(roster_rows(db))


def roster_rows(db: Session) -> Sequence[Any]:
    """What ``read_roster`` reads: that takes its time with a large fleet, and no transaction."""
    return db.execute(_ROSTER).all()


def read_roster(rows: Sequence[Any]) -> Sequence[Known]:
    return tuple(
        Known(row.site, row.kiosk, None if row.heard_at is None else status_of(row)) for row in rows
    )


def state_of(known: Known, now: datetime) -> str:
    """A state of a check, or one of those there are of a kiosk that is not heard."""
    status = known.status
    if status is None:
        return "never_heard"
    if is_silent(status, now, OUT_OF_SERVICE_AFTER):
        return "out_of_service"
    return "silent" if is_silent(status, now) else status.state.value
