"""Keeping how each kiosk is, with every exchange: beside the intake, and lighter than it.

What is kept here may be lost with the power: the next report, a minute later, says it again. So it
is written in a transaction of its own that waits for no disk, and where it fails the exchange goes
on without it.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, and_, bindparam, delete, insert, null, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from central.fleet.places import Places
from central.fleet.status import Heard, KioskStatus, Slot, heard
from central.store.database import light_transaction
from central.store.fleet_models import KioskStatusHistoryRow, KioskStatusRow, KioskUsageRow
from shared_runtime.clock import Clock
from wire.codec import Codec, Malformed
from wire.health import CheckState, HealthCheck
from wire.report import KioskReport, ReportOutcome, Usages
from wire.sync import SyncRequest

HISTORY_KEPT = timedelta(days=30)
USAGE_KEPT = timedelta(days=400)
"""Of the same month of the year before, to compare with."""

REPORT = Codec[KioskReport](KioskReport)
CHECK = Codec[HealthCheck](HealthCheck)
_STATUS, _HISTORY, _USAGE = KioskStatusRow, KioskStatusHistoryRow, KioskUsageRow
STATUS_COLUMNS = (
    _STATUS.heard_at,
    _STATUS.sent_at,
    _STATUS.boot,
    _STATUS.uptime_s,
    _STATUS.report,
    _STATUS.slot_at,
    _STATUS.slot_heard,
    _STATUS.slot_worst,
    _STATUS.slot_reasons,
)
"""What ``status_of`` reads."""
_KNOWN = select(*STATUS_COLUMNS).where(_STATUS.kiosk == bindparam("of")).with_for_update()
_KNOWN_BARE = _KNOWN.with_only_columns(
    *(null().label("report") if each.name == "report" else each for each in _KNOWN.selected_columns)
)
"""Without the report that a whole one takes the place of."""
_ADD = insert(_STATUS)
_UPDATE = update(_STATUS).where(_STATUS.kiosk == bindparam("of"))
_FORGET = delete(_HISTORY).where(
    _HISTORY.kiosk == bindparam("of"), _HISTORY.at < bindparam("until")
)

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True)
class Beat:
    """``outcome``: what the kiosk is told of its report. ``boot_known``: it still runs in the boot
    that it ran in before, so that nothing need be written of that."""

    outcome: ReportOutcome | None = None
    boot_known: bool = False


@dataclass(frozen=True, slots=True)
class Heartbeats:
    engine: Engine
    clock: Clock
    places: Places

    def heard(self, kiosk: str, sent: SyncRequest) -> Beat:
        """Raises nothing of the store's: another report comes."""
        if sent.report is None and (sent.items or sent.tombstones):
            return Beat()  # a queue that drains, many times a second
        try:
            with light_transaction(self.engine) as db:
                boot_known = self.places.is_current_boot(db, kiosk, sent.boot)
                taken = self._keep(db, kiosk, sent, self.clock.now())
        except SQLAlchemyError as error:
            _log.warning("heartbeat_not_kept", kiosk=kiosk, kind=type(error).__name__)
            return Beat()
        if taken.outcome == "unreadable":
            _log.warning("report_unreadable", kiosk=kiosk)
        return Beat(taken.outcome, boot_known)

    def sweep(self) -> None:
        """Forgets what is older than it is kept, also of kiosks that are not heard any more."""
        now = self.clock.now()
        with light_transaction(self.engine) as db:
            db.execute(delete(_HISTORY).where(_HISTORY.at < now - HISTORY_KEPT))
            db.execute(delete(_USAGE).where(_USAGE.day < (now - USAGE_KEPT).date()))

    def _keep(self, db: Connection, kiosk: str, sent: SyncRequest, now: datetime) -> Heard:
        replaced = isinstance(sent.report, KioskReport) and sent.report.upon is None
        row = db.execute(_KNOWN_BARE if replaced else _KNOWN, {"of": kiosk}).one_or_none()
        taken = heard(None if row is None else status_of(row), sent, now)
        columns = columns_of(taken.status)
        if row is None:
            db.execute(_ADD, columns | {"kiosk": kiosk})
        else:
            db.execute(_UPDATE, columns | {"of": kiosk})
        if taken.closed is not None:
            _close(db, kiosk, taken.closed, now)
        if taken.outcome == "taken" and isinstance(sent.report, KioskReport):
            _count(db, kiosk, sent.report.usages)
        return taken


def status_of(row: Any) -> KioskStatus:
    """Of a row with ``STATUS_COLUMNS``."""
    slot = Slot(
        row.slot_at,
        row.slot_heard,
        CheckState(row.slot_worst),
        tuple(row.slot_reasons.split()),
    )
    return KioskStatus(row.heard_at, row.sent_at, row.boot, row.uptime_s, _read(row.report), slot)


def _read(report: str | None) -> KioskReport | None:
    try:
        return None if report is None else REPORT.read(report)
    except Malformed:
        return None  # of a later release that ran on this store


def columns_of(status: KioskStatus) -> dict[str, Any]:
    """The row of it, without the kiosk."""
    report, trouble = status.report, status.trouble
    return {
        "heard_at": status.heard_at,
        "sent_at": status.sent_at,
        "boot": status.boot,
        "uptime_s": status.uptime_s,
        "state": status.state.value,
        "number": None if report is None else report.number,
        "report": None if report is None else REPORT.adapter.dump_json(report).decode(),
        "slot_at": status.slot.at,
        "slot_heard": status.slot.heard,
        "slot_worst": status.slot.worst.value,
        "slot_reasons": " ".join(status.slot.reasons),
        "software": status.software,
        "trouble": None if trouble is None else CHECK.write(trouble).decode(),
        "out_of_paper": status.out_of_paper,
    }


def _close(db: Connection, kiosk: str, slot: Slot, now: datetime) -> None:
    row = {
        "kiosk": kiosk,
        "at": slot.at,
        "heard": slot.heard,
        "worst": slot.worst.value,
        "reasons": " ".join(slot.reasons),
    }
    # A clock that was set back comes through the same five minutes twice.
    db.execute(_upsert(db, _HISTORY).values(row).on_conflict_do_nothing())
    db.execute(_FORGET, {"of": kiosk, "until": now - HISTORY_KEPT})


def _count(db: Connection, kiosk: str, usages: Usages) -> None:
    """The counts of a run only grow: a report that comes late, or twice, takes nothing away."""
    for usage in usages:
        told = {
            "visits": usage.visits,
            "services": json.dumps(dict(usage.services)),
            "sheets": usage.sheets,
            "strips": usage.strips,
        }
        upsert = _upsert(db, _USAGE).values(
            {"kiosk": kiosk, "day": usage.day, "run": usage.run} | told
        )
        db.execute(
            upsert.on_conflict_do_update(
                index_elements=[_USAGE.kiosk, _USAGE.day, _USAGE.run],
                set_=told,
                where=and_(
                    _USAGE.visits <= usage.visits,
                    _USAGE.sheets <= usage.sheets,
                    _USAGE.strips <= usage.strips,
                ),
            )
        )


def _upsert(db: Connection, table: type[Any]) -> postgresql.Insert | sqlite.Insert:
    insert_of = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    return insert_of(table)
