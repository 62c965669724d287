"""All kiosks, with how each is as far as it has told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from central.fleet.heartbeats import status_of
from central.fleet.status import OUT_OF_SERVICE_AFTER, KioskStatus, is_silent
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow


@dataclass(frozen=True, slots=True)
class Known:
    """``status``: None of one that was never heard."""

    site: str
    kiosk: str
    status: KioskStatus | None


_SITE = literal("")
"""Until kiosks are enrolled at a site, a caisse is one."""


def roster(db: Session) -> Sequence[Known]:
    """Those that may call, by their names."""
    rows = db.execute(
        select(_SITE, KioskRow.name, KioskStatusRow)
        .outerjoin(KioskStatusRow, KioskStatusRow.kiosk == KioskRow.name)
        .where(KioskRow.revoked_at.is_(None))
        .order_by(KioskRow.name)
    )
    return tuple(_known(site, name, row) for site, name, row in rows)


def _known(site: str, name: str, row: KioskStatusRow | None) -> Known:
    return Known(site, name, None if row is None else status_of(row))


def state_of(known: Known, now: datetime) -> str:
    """A state of a check, or one of those there are of a kiosk that is not heard."""
    status = known.status
    if status is None:
        return "never_heard"
    if is_silent(status, now, OUT_OF_SERVICE_AFTER):
        return "out_of_service"
    return "silent" if is_silent(status, now) else status.state.value
