"""What follows from hearing a kiosk: its status as it is now, and what becomes history."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from wire.health import CheckState, HealthCheck, HealthCode, worst
from wire.report import KioskReport, ReportOutcome, UnreadableReport
from wire.sync import SyncRequest

SLOT = timedelta(minutes=5)
SILENT_AFTER = timedelta(minutes=10)
"""Kiosks are asked to call each minute; on a bad line, or while central restarts, some are lost."""
_FROM_WORST = (CheckState.FAILED, CheckState.UNKNOWN, CheckState.WARNING, CheckState.OK)
_MOST_REASONS = 20
OUT_OF_SERVICE_AFTER = timedelta(days=30)
_MINUTE = timedelta(minutes=1)
OUT_OF_PAPER = frozenset({HealthCode.PRINTER_PAPER_OUT.value, HealthCode.RECEIPTS_PAPER_OUT.value})


@dataclass(frozen=True, slots=True)
class Slot:
    """Five minutes from ``at`` on. ``reasons``: what was not well, each once."""

    at: datetime
    heard: int = 0
    worst: CheckState = CheckState.OK
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Minute:
    """How often a kiosk was heard in the minute from ``at`` on."""

    at: datetime
    heard: int = 0


@dataclass(frozen=True, slots=True)
class KioskStatus:
    """A kiosk as it last told. ``report``: whole, None where it has told none."""

    heard_at: datetime
    sent_at: datetime
    boot: UUID
    uptime_s: float
    report: KioskReport | None
    slot: Slot
    minute: Minute

    @property
    def state(self) -> CheckState:
        """Of a kiosk that tells nothing of itself, nothing is known."""
        return CheckState.UNKNOWN if self.report is None else worst(self.report.checks)

    @property
    def trouble(self) -> HealthCheck | None:
        """The first of its worst checks; None where all is well."""
        if self.state is CheckState.OK:
            return None
        return next((each for each in self._checks if each.state is self.state), None)

    @property
    def out_of_paper(self) -> bool:
        return any(each.reason in OUT_OF_PAPER for each in self._checks)

    @property
    def software(self) -> str | None:
        return None if self.report is None else self.report.versions.get("software")

    @property
    def _checks(self) -> tuple[HealthCheck, ...]:
        return () if self.report is None else self.report.checks


@dataclass(frozen=True, slots=True)
class Heard:
    """``closed``: the five minutes that are over; ``outcome``: what the kiosk is told of its
    report, None where it sent none."""

    status: KioskStatus
    closed: Slot | None
    outcome: ReportOutcome | None


def heard(before: KioskStatus | None, sent: SyncRequest, now: datetime) -> Heard:
    """A kiosk that was in status ``before`` has sent this."""
    report, outcome = _report(before, sent)
    began = slot_of(now)
    slot = Slot(began) if before is None or before.slot.at != began else before.slot
    closed = None if before is None or slot is before.slot else before.slot
    checks = () if report is None else report.checks
    minute = _minute(before, now)
    status = KioskStatus(
        now,
        sent.sent_at,
        sent.boot,
        sent.uptime_s,
        report,
        _counted(slot, checks),
        Minute(minute.at, minute.heard + 1),
    )
    return Heard(status, closed, outcome)


def wait_s(before: KioskStatus | None, now: datetime, per_minute: int) -> int | None:
    """How long a kiosk is to wait that was heard as often as it may be within a minute."""
    minute = _minute(before, now)
    if minute.heard < per_minute:
        return None
    return max(1, math.ceil((minute.at + _MINUTE - now).total_seconds()))


def is_silent(status: KioskStatus, now: datetime, after: timedelta = SILENT_AFTER) -> bool:
    return now - status.heard_at > after


def slot_of(time: datetime) -> datetime:
    return time - timedelta(
        minutes=time.minute % 5, seconds=time.second, microseconds=time.microsecond
    )


def _minute(before: KioskStatus | None, now: datetime) -> Minute:
    """A new one where the former is over, or begins later than now, by a clock that was wrong."""
    if before is None or not before.minute.at <= now < before.minute.at + _MINUTE:
        return Minute(now)
    return before.minute


def _report(
    before: KioskStatus | None, sent: SyncRequest
) -> tuple[KioskReport | None, ReportOutcome | None]:
    """The whole report as it stands now. What was told before stays where nothing can be made of
    what came."""
    former = None if before is None else before.report
    match sent.report:
        case None:
            return former, None
        case UnreadableReport():
            return former, "unreadable"
        case KioskReport(upon=None) as whole:
            return whole, "taken"
        case KioskReport(upon=upon) as short:
            if (
                before is None
                or former is None
                or (before.boot, former.number)
                != (
                    sent.boot,
                    upon,
                )
            ):
                return former, "send_whole"
            return _upon(former, short), "taken"


def _upon(former: KioskReport, short: KioskReport) -> KioskReport:
    changed = {check.name: check for check in short.checks}
    kept = (changed.pop(check.name, check) for check in former.checks)
    checks = (*kept, *changed.values())
    return replace(short, upon=None, checks=checks, versions=former.versions)


def _counted(slot: Slot, checks: Iterable[HealthCheck]) -> Slot:
    troubles = [c for c in checks if c.state not in (CheckState.OK, CheckState.NOT_FITTED)]
    states = {slot.worst, *(check.state for check in troubles)}
    new = dict.fromkeys((*slot.reasons, *(check.reason for check in troubles)))
    return Slot(
        slot.at,
        slot.heard + 1,
        next(state for state in _FROM_WORST if state in states),
        tuple(new)[:_MOST_REASONS],
    )
