"""Silences: alerts that somebody knows of, and of which nobody is told until a time.

What is silenced goes on as an alert, shown apart. It is told once the time is over, where it is
there still; what is well again before that is told to nobody.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, func, or_, select
from sqlalchemy.orm import Session

from central.fleet.alerts.observing import ALARM, Subject
from central.store.alert_models import SilenceRow
from central.store.configuration_models import KioskTagRow
from central.store.fleet_models import AlertRow

LONGEST = timedelta(days=30)
_ALARMS = f"{ALARM}."


@dataclass(frozen=True, slots=True)
class Silenced:
    """``alert``: one, by its number; else all that every filled one of the others holds of.
    ``part``: of a kiosk, SILENT, or ALARM for whatever central itself noticed."""

    alert: int | None = None
    site: str = ""
    kiosk: str = ""
    tag: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    id: int
    of: Silenced
    reason: str
    made_at: datetime
    made_by: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Silences:
    """Those in force. ``subjects``: of single alerts; ``tagged``: kiosks by the tags that are
    named."""

    rules: Sequence[Silenced] = ()
    subjects: frozenset[Subject] = frozenset()
    tagged: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def hold(self, subject: Subject) -> bool:
        return subject in self.subjects or any(self._holds(each, subject) for each in self.rules)

    def _holds(self, rule: Silenced, subject: Subject) -> bool:
        return (
            rule.site in ("", subject.site)
            and rule.kiosk in ("", subject.kiosk)
            and (not rule.tag or subject.kiosk in self.tagged.get(rule.tag, ()))
            and (
                rule.part in ("", subject.part)
                or (rule.part == ALARM and subject.part.startswith(_ALARMS))
            )
        )


def silenced_until(now: datetime) -> ScalarSelect[Any]:
    """Of a row of alerts, in SQL, as ``Silences`` judges it: None where nothing silences it."""
    row, alert = SilenceRow, AlertRow
    tagged = select(KioskTagRow.kiosk).where(KioskTagRow.name == row.tag)
    holds = and_(
        row.alert.is_(None),
        or_(row.site == "", row.site == alert.site),
        or_(row.kiosk == "", row.kiosk == alert.kiosk),
        or_(row.tag == "", alert.kiosk.in_(tagged)),
        or_(
            row.part == "",
            row.part == alert.part,
            and_(row.part == ALARM, alert.part.startswith(_ALARMS, autoescape=True)),
        ),
    )
    return (
        select(func.max(row.until_at))
        .where(*_in_force(now), or_(row.alert == alert.id, holds))
        .correlate(alert)
        .scalar_subquery()
    )


def silences(db: Session, now: datetime, at_most: int = 1_000) -> Sequence[Silence]:
    """Those in force, that which ends first first."""
    rows = db.scalars(
        select(SilenceRow)
        .where(*_in_force(now))
        .order_by(SilenceRow.until_at, SilenceRow.id)
        .limit(at_most)
    )
    return tuple(_silence(row) for row in rows)


def one_silence(db: Session, number: int) -> Silence | None:
    """Also one that is over."""
    row = db.get(SilenceRow, number)
    return None if row is None else _silence(row)


def silences_to_judge_by(db: Session, now: datetime) -> Silences:
    found = [each.of for each in silences(db, now)]
    single = [each.alert for each in found if each.alert is not None]
    # What comes at the same part once this one is over is another alert.
    alerts = select(AlertRow.site, AlertRow.kiosk, AlertRow.part).where(
        AlertRow.id.in_(single), AlertRow.ended_at.is_(None)
    )
    subjects = (Subject(*each) for each in db.execute(alerts))
    rules = [each for each in found if each.alert is None]
    return Silences(rules, frozenset(subjects), tagged(db, (each.tag for each in rules)))


def tagged(db: Session, tags: Iterable[str]) -> Mapping[str, frozenset[str]]:
    """The kiosks of each of these tags."""
    row, found = KioskTagRow, {tag: set[str]() for tag in tags if tag}
    if found:
        for each in db.execute(select(row.name, row.kiosk).where(row.name.in_(found))):
            found[each.name].add(each.kiosk)
    return {tag: frozenset(kiosks) for tag, kiosks in found.items()}


def silence(
    db: Session, what: Silenced, until: datetime, reason: str, by: str, now: datetime
) -> int:
    row = SilenceRow(
        alert=what.alert,
        site=what.site,
        kiosk=what.kiosk,
        tag=what.tag,
        part=what.part,
        reason=reason,
        made_at=now,
        made_by=by,
        until_at=min(until, now + LONGEST),
    )
    db.add(row)
    db.flush()
    return row.id


def lift(db: Session, number: int, by: str, now: datetime) -> bool:
    """Whether it was in force."""
    row = db.get(SilenceRow, number, with_for_update=True)
    if row is None or row.lifted_at is not None or row.until_at <= now:
        return False
    row.lifted_at, row.lifted_by = now, by
    return True


def _in_force(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return SilenceRow.lifted_at.is_(None), SilenceRow.until_at > now


def _silence(row: SilenceRow) -> Silence:
    of = Silenced(row.alert, row.site, row.kiosk, row.tag, row.part)
    return Silence(row.id, of, row.reason, row.made_at, row.made_by, row.until_at)
