"""Alerts in the store: those that go on, who has acknowledged them, and those that are over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from central.fleet.alerts.judging import Alert, FleetJudgement
from central.fleet.alerts.observing import Subject, Trouble
from central.store.fleet_models import AlertRow
from wire.codec import Codec, Malformed
from wire.health import CheckState, HealthCheck

KEPT = timedelta(days=400)
_CHECK = Codec[HealthCheck](HealthCheck)


@dataclass(frozen=True, slots=True)
class KeptAlert:
    """``ended_at``: None of one that goes on."""

    id: int
    alert: Alert
    acknowledged_by: str | None
    ended_at: datetime | None


def going_on(db: Session) -> dict[Subject, AlertRow]:
    """Also those that may still pass by themselves; held until the transaction is over."""
    rows = db.scalars(select(AlertRow).where(AlertRow.ended_at.is_(None)).with_for_update())
    return {_subject(row): row for row in rows}


def kept_alert(row: AlertRow) -> KeptAlert:
    return KeptAlert(row.id, alert_of(row), row.acknowledged_by, row.ended_at)


def alert_of(row: AlertRow) -> Alert:
    trouble = Trouble(
        CheckState(row.state), row.reason, row.trouble_since, _read_check(row.told_check)
    )
    return Alert(
        _subject(row),
        trouble,
        row.since,
        row.opened_at,
        row.well_since,
        row.told_at,
        row.closed_at,
        row.acknowledged_at,
    )


def keep(db: Session, rows: dict[Subject, AlertRow], judged: FleetJudgement, now: datetime) -> None:
    """Writes what has changed. One that never opened is nobody's business: it leaves nothing."""
    for alert in judged.alerts:
        row = rows.get(alert.subject)
        if row is None:
            db.add(AlertRow(**_columns(alert)))
        elif alert_of(row) != alert:
            _write(row, alert)
    for alert in judged.over:
        row = rows.get(alert.subject)
        if row is None:
            continue
        if alert.opened_at is None:
            db.delete(row)
        else:
            _write(row, alert)
            row.ended_at = now
    db.execute(delete(AlertRow).where(AlertRow.ended_at < now - KEPT))


def opened(db: Session, since: datetime | None, at_most: int) -> Sequence[KeptAlert]:
    """Those that have opened, the newest first: all that go on, and those that ended ``since``."""
    goes_on = AlertRow.ended_at.is_(None)
    query = (
        select(AlertRow)
        .where(AlertRow.opened_at.is_not(None))
        .where(goes_on if since is None else or_(goes_on, AlertRow.ended_at >= since))
        .order_by(AlertRow.opened_at.desc(), AlertRow.id.desc())
    )
    return tuple(kept_alert(row) for row in db.scalars(query.limit(at_most)))


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """``is_new``: whether nobody had done so before; the first who did stays."""

    kiosk: str
    is_new: bool


def acknowledge(db: Session, number: int, account: str, now: datetime) -> Acknowledgement | None:
    """That a person has taken it up: nobody is reminded any more. None where no such alert goes
    on."""
    row = db.get(AlertRow, number, with_for_update=True)
    if row is None or row.opened_at is None or row.ended_at is not None:
        return None
    is_new = row.acknowledged_at is None
    if is_new:
        row.acknowledged_at, row.acknowledged_by = now, account
    return Acknowledgement(row.kiosk, is_new)


def _subject(row: AlertRow) -> Subject:
    return Subject(row.site, row.kiosk, row.part)


def _read_check(text: str | None) -> HealthCheck | None:
    try:
        return None if text is None else _CHECK.read(text)
    except Malformed:
        return None  # of a later release that ran on this store


def _columns(alert: Alert) -> dict[str, Any]:
    subject, trouble = alert.subject, alert.trouble
    check = trouble.check
    return {
        "site": subject.site,
        "kiosk": subject.kiosk,
        "part": subject.part,
        "state": trouble.state.value,
        "reason": trouble.reason,
        "told_check": None if check is None else _CHECK.write(check).decode(),
        "trouble_since": trouble.since,
        "since": alert.since,
        "opened_at": alert.opened_at,
        "well_since": alert.well_since,
        "told_at": alert.told_at,
        "closed_at": alert.closed_at,
        "acknowledged_at": alert.acknowledged_at,
    }


def _write(row: AlertRow, alert: Alert) -> None:
    for name, value in _columns(alert).items():
        setattr(row, name, value)
