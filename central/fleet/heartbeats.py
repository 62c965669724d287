"""Keeping how each kiosk is, with every exchange: beside the intake, and lighter than it.

What is kept here may be lost with the power: the next report, a minute later, says it again. So it
is written in statements that wait for no disk, each of which may come twice or be the last one, and
where one fails the exchange goes on without it.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Connection, Engine, and_, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import SQLAlchemyError

from central.fleet.status import KioskStatus, Minute, Slot, heard, wait_s
from central.store.fleet_models import KioskStatusHistoryRow, KioskStatusRow, KioskUsageRow
from central.store.use_models import ToldUseDayRow, ToldUseWeekRow, UseDayDueRow
from shared_runtime.clock import Clock
from wire.codec import Codec, Malformed
from wire.health import CheckState, HealthCheck
from wire.report import KioskReport, ReportOutcome, Usage, UsageDetail
from wire.sync import SyncRequest

HISTORY_KEPT = timedelta(days=30)
USAGE_KEPT = timedelta(days=400)
"""Of the same month of the year before, to compare with."""

REPORT = Codec[KioskReport](KioskReport)
CHECK = Codec[HealthCheck](HealthCheck)
USE_DETAIL = Codec[UsageDetail](UsageDetail)
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
    _STATUS.minute_at,
    _STATUS.minute_heard,
)
"""What ``status_of`` reads."""
_KNOWN = select(*STATUS_COLUMNS).where(_STATUS.kiosk == bindparam("of"))
_UPDATE = update(_STATUS).where(
    _STATUS.kiosk == bindparam("of"), _STATUS.heard_at == bindparam("before")
)
_FORGET = delete(_HISTORY).where(
    _HISTORY.kiosk == bindparam("of"), _HISTORY.at < bindparam("until")
)

_MINUTE = timedelta(minutes=1)

_log = structlog.get_logger("central")


_ATTEMPTS = 3
"""Two exchanges of one kiosk at once, where one was not answered in time: hardly ever."""


@dataclass(frozen=True, slots=True)
class Beat:
    """``outcome``: what the kiosk is told of its report. ``wait_s``: it was heard as often as it
    may be within a minute, over all workers; this time nothing was kept."""

    outcome: ReportOutcome | None = None
    wait_s: int | None = None


@dataclass(frozen=True, slots=True)
class Heartbeats:
    """``per_minute``: how often a kiosk is heard that has nothing in its queue."""

    light: Engine
    clock: Clock
    per_minute: int

    def heard(self, kiosk: str, sent: SyncRequest, before: KioskStatus | None) -> Beat:
        """``before``: how it was known. Raises nothing of the store's: another report comes."""
        if sent.report is None and (sent.items or sent.tombstones):
            return Beat()  # a queue that drains, many times a second
        try:
            with self.light.connect() as db:
                taken = self._keep(db, kiosk, sent, before)
        except SQLAlchemyError as error:
            _log.warning("heartbeat_not_kept", kiosk=kiosk, kind=type(error).__name__)
            return Beat()
        if taken.outcome == "unreadable":
            _log.warning("report_unreadable", kiosk=kiosk)
        return taken

    def sweep(self) -> None:
        """Forgets what is older than it is kept, also of kiosks that are not heard any more."""
        now = self.clock.now()
        with self.light.connect() as db:
            db.execute(delete(_HISTORY).where(_HISTORY.at < now - HISTORY_KEPT))
            kept = (now - USAGE_KEPT).date()
            db.execute(delete(_USAGE).where(_USAGE.day < kept))
            db.execute(delete(ToldUseDayRow).where(ToldUseDayRow.day < kept))
            db.execute(delete(ToldUseWeekRow).where(ToldUseWeekRow.week < kept))
            db.execute(delete(UseDayDueRow).where(UseDayDueRow.day < kept))

    def _keep(
        self, db: Connection, kiosk: str, sent: SyncRequest, before: KioskStatus | None
    ) -> Beat:
        """Whoever has heard the kiosk in the meantime was first: what they know counts too."""
        now = self.clock.now()
        attempts = 0
        while True:
            early_s = wait_s(before, now, self.per_minute)
            if early_s is not None:
                return Beat(wait_s=early_s)
            taken, attempts = heard(before, sent, now), attempts + 1
            if _write(db, kiosk, before, taken.status) or attempts == _ATTEMPTS:
                break
            row = db.execute(_KNOWN, {"of": kiosk}).one_or_none()
            before = None if row is None else status_of(row)
        if taken.closed is not None:
            _close(db, kiosk, taken.closed, now)
        if taken.outcome == "taken" and isinstance(sent.report, KioskReport):
            for usage in sent.report.usages:
                _count(db, kiosk, usage)
                if usage.day < now.date():
                    _mark(db, usage)
        return Beat(taken.outcome)


def _write(db: Connection, kiosk: str, before: KioskStatus | None, status: KioskStatus) -> bool:
    """Whether nobody else did since ``before``."""
    columns = columns_of(status)
    if before is None:
        new = _upsert(db, _STATUS).values(columns | {"kiosk": kiosk}).on_conflict_do_nothing()
        return db.scalar(new.returning(_STATUS.kiosk)) is not None
    told = columns | {"of": kiosk, "before": before.heard_at}
    return db.execute(_UPDATE, told).rowcount == 1


def status_of(row: Any) -> KioskStatus:
    """Of a row with ``STATUS_COLUMNS``."""
    slot = Slot(
        row.slot_at,
        row.slot_heard,
        CheckState(row.slot_worst),
        tuple(row.slot_reasons.split()),
    )
    minute = Minute(row.minute_at or row.heard_at, row.minute_heard)
    report = _read(row.report)
    return KioskStatus(row.heard_at, row.sent_at, row.boot, row.uptime_s, report, slot, minute)


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
        "minute_at": status.minute.at,
        "minute_heard": status.minute.heard,
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


def _count(db: Connection, kiosk: str, usage: Usage) -> None:
    """The counts of a run only grow: a report that comes late, or twice, takes nothing away. Where
    it has no detail, what is known of that stays."""
    told: dict[str, Any] = {
        "visits": usage.visits,
        "services": json.dumps(dict(usage.services)),
        "sheets": usage.sheets,
        "strips": usage.strips,
    }
    if usage.detail is not None:
        told["detail"] = USE_DETAIL.write(usage.detail).decode()
    upsert = _upsert(db, _USAGE).values({"kiosk": kiosk, "day": usage.day, "run": usage.run} | told)
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


def _mark(db: Connection, usage: Usage) -> None:
    """A day that is over is to be summed once more."""
    due = UseDayDueRow
    upsert = _upsert(db, due).values({"day": usage.day, "told": 1})
    again = {"told": due.told + 1}
    db.execute(upsert.on_conflict_do_update(index_elements=[due.day], set_=again))


def _upsert(db: Connection, table: type[Any]) -> postgresql.Insert | sqlite.Insert:
    insert_of = postgresql.insert if db.dialect.name == "postgresql" else sqlite.insert
    return insert_of(table)
