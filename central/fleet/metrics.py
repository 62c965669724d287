"""The fleet in numbers, in Prometheus' text format: of no kiosk by its name, and of nobody."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from central.fleet.roster import Known, roster, state_of
from central.store.fleet_models import AlertMessageRow, AlertRow
from wire.health import CheckState

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
"""https://prometheus.io/docs/instrumenting/exposition_formats/"""
_STATES = (*(each.value for each in CheckState), "silent", "out_of_service", "never_heard")


@dataclass(frozen=True, slots=True)
class AlertNumbers:
    open: int
    unacknowledged: int
    messages_waiting: int


def metrics(db: Session, now: datetime) -> str:
    return text(roster(db), _alerts(db), now)


def text(fleet: Iterable[Known], alerts: AlertNumbers, now: datetime) -> str:
    """Every state is there, also with none in it: a line that is missing is no zero."""
    states = Counter(dict.fromkeys(_STATES, 0))
    reasons, software = Counter[str](), Counter[str]()
    waiting, oldest_s = 0, 0.0
    for known in fleet:
        states[state_of(known, now)] += 1
        report = None if known.status is None else known.status.report
        if report is None:
            continue
        software[report.versions.get("software", "unknown")] += 1
        waiting += report.measures.queue_waiting or 0
        oldest_s = max(oldest_s, report.measures.queue_oldest_s or 0.0)
        reasons.update(
            check.reason
            for check in report.checks
            if check.state not in (CheckState.OK, CheckState.NOT_FITTED)
        )
    lines = (
        *_gauge("kiosks", "Kiosks by their state.", "state", states),
        *_gauge("kiosk_troubles", "Kiosks by what is not well.", "reason", reasons),
        *_gauge("kiosk_software", "Kiosks by their software.", "version", software),
        *_number("requests_waiting", "Requests that wait in kiosks, as they told.", waiting),
        *_number("request_oldest_seconds", "How long the oldest of them has waited.", oldest_s),
        *_number("alerts_open", "Alerts that go on.", alerts.open),
        *_number("alerts_unacknowledged", "Those nobody took up.", alerts.unacknowledged),
        *_number("alert_messages_waiting", "Messages still to come.", alerts.messages_waiting),
    )
    return "\n".join(lines) + "\n"


def _alerts(db: Session) -> AlertNumbers:
    def number(*where: ColumnElement[bool]) -> int:
        return db.scalar(select(func.count()).where(*where)) or 0

    goes_on = (AlertRow.ended_at.is_(None), AlertRow.opened_at.is_not(None))
    return AlertNumbers(
        number(*goes_on),
        number(*goes_on, AlertRow.acknowledged_at.is_(None)),
        number(AlertMessageRow.next_at.is_not(None)),
    )


def _gauge(name: str, says: str, label: str, numbers: Mapping[str, int]) -> Iterator[str]:
    yield from _head(name, says)
    for value, number in sorted(numbers.items()):
        yield f'borne_{name}{{{label}="{value}"}} {number}'


def _number(name: str, says: str, number: float) -> Iterator[str]:
    yield from _head(name, says)
    yield f"borne_{name} {number:g}"


def _head(name: str, says: str) -> Iterator[str]:
    yield f"# HELP borne_{name} {says}"
    yield f"# TYPE borne_{name} gauge"
