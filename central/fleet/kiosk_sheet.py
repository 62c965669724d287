"""All that is known of one kiosk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from central.fleet.alerts.keeping import KeptAlert, alert_of
from central.fleet.commands.issuing import IssuedCommand, commands_of
from central.fleet.configuration.drafts import said_now
from central.fleet.configuration.groups import groups_of
from central.fleet.configuration.layers import ToldValue, merged
from central.fleet.configuration.targets import ConfigurationState, states_of
from central.fleet.heartbeats import STATUS_COLUMNS, status_of
from central.fleet.kiosk_identity import KioskIdentity, identity_of
from central.fleet.kiosk_list import KioskSummary, lines_of
from central.fleet.kiosk_past import KioskHour, hours, slots_since
from central.fleet.status import KioskStatus
from central.fleet.support_bundles import KeptBundle, bundles_of
from central.store.audit_models import OUTSIDE_VISITS, AuditRow
from central.store.fleet_models import AlertRow, KioskStatusRow
from central.store.models import KioskRow

PAST = timedelta(days=7)
SHOWN_ALERTS, SHOWN_COMMANDS, SHOWN_DEEDS = 20, 20, 20


@dataclass(frozen=True, slots=True)
class AuditedDeed:
    """Something that was done with a kiosk, by whom: an account, or the kiosk itself."""

    at: datetime
    act: str
    outcome: str
    account: str | None


@dataclass(frozen=True, slots=True)
class KioskSheet:
    """``status``: None of one that was never heard; ``certified_until``: None of one that calls
    with a device token."""

    line: KioskSummary
    added_at: datetime
    certified_until: datetime | None
    status: KioskStatus | None
    past: Sequence[KioskHour]
    alerts: Sequence[KeptAlert]
    commands: Sequence[IssuedCommand]
    values: Sequence[ToldValue]
    configuration: ConfigurationState
    identity: KioskIdentity
    bundles: Sequence[KeptBundle]


def kiosk_line(db: Connection, kiosk: str, now: datetime) -> KioskSummary | None:
    return next(iter(lines_of(db, (kiosk,), now)), None)


def kiosk_sheet(db: Connection, line: KioskSummary, now: datetime) -> KioskSheet:
    row = KioskRow
    known = db.execute(select(row.added_at, row.certified_until).where(row.id == line.id)).one()
    told = db.execute(select(*STATUS_COLUMNS).where(KioskStatusRow.kiosk == line.id)).one_or_none()
    status = None if told is None else status_of(told)
    since = max(now - PAST, known.added_at)
    slots = [*slots_since(db, line.id, since), *([] if status is None else [status.slot])]
    with Session(db) as session:
        layers = groups_of(session, line.id).layers
        values = merged((each, said_now(session, each)) for each in layers)
        (configuration,) = states_of(session, (line.id,))
        commands = commands_of(session, line.id, limit=SHOWN_COMMANDS)
        identity = identity_of(session, line.id, now)
    return KioskSheet(
        line=line,
        added_at=known.added_at,
        certified_until=known.certified_until,
        status=status,
        past=() if status is None else hours(slots, since, now),
        alerts=_alerts(db, line.id),
        commands=commands,
        values=values,
        configuration=configuration,
        identity=identity,
        bundles=bundles_of(db, now, line.id),
    )


def audited(db: Connection, kiosk: str) -> Sequence[AuditedDeed]:
    """What was done with the kiosk itself, the newest first: nothing that anybody did at it."""
    row = AuditRow
    rows = db.execute(
        select(row.at, row.act, row.outcome, row.account)
        .where(row.kiosk == kiosk, OUTSIDE_VISITS)
        .order_by(row.id.desc())
        .limit(SHOWN_DEEDS)
    )
    return [AuditedDeed(each.at, each.act, each.outcome, each.account) for each in rows]


def _alerts(db: Connection, kiosk: str) -> Sequence[KeptAlert]:
    """Those that go on first, then the newest."""
    row = AlertRow
    rows: Sequence[Any] = db.execute(
        select(*row.__table__.columns)
        .where(row.kiosk == kiosk, row.opened_at.is_not(None))
        .order_by(row.ended_at.is_not(None), row.opened_at.desc(), row.id.desc())
        .limit(SHOWN_ALERTS)
    ).all()
    return [
        KeptAlert(each.id, alert_of(each), each.acknowledged_by, each.ended_at) for each in rows
    ]
