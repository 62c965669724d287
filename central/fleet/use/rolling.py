"""Summing days and weeks that are over into what may be told of them, once for whoever looks.

A day is summed when it is over everywhere, and again where a kiosk that was cut off tells of it
later; a week when its seven days were. Kiosks count for the agency and the tags that they have
then: who moves a kiosk, or gives it a tag of its own, changes nothing of what was told before.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, delete, func, select, update

from central.fleet.heartbeats import USAGE_KEPT, USE_DETAIL
from central.fleet.use.groups import ALL, UseGroup, numbered, with_sums
from central.fleet.use.telling import Counts, DayThere, ToldDay, Use, counts_of, told_week
from central.store.configuration_models import KioskTagRow
from central.store.database import insert_all, transaction
from central.store.fleet_models import KioskUsageRow
from central.store.models import KioskRow
from central.store.use_models import ToldUseDayRow, ToldUseWeekRow, UseDayDueRow
from shared_runtime.clock import Clock
from wire.codec import Malformed

DETAIL_KEPT = timedelta(days=42)
"""Whoever tells later of hours and steps tells nothing new, and what was told of them is let go."""
AT_ONCE = 20
"""Days in one round: alerts wait for it."""
_SITES_AT_ONCE = 200
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
_USAGE, _KIOSK, _DAYS, _WEEKS = KioskUsageRow, KioskRow, ToldUseDayRow, ToldUseWeekRow
_DUE = UseDayDueRow


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


@dataclass(frozen=True, slots=True)
class UseRollUp:
    """May end anywhere and goes on from there. Of two at once one fails, and changes nothing.
    What is added up is read on ``light``, so that no exchange waits for it."""

    engine: Engine
    light: Engine
    clock: Clock

    def run(self) -> int:
        """How many days were summed; ``AT_ONCE`` where there are more."""
        today = self.clock.now().date()
        with self.light.connect() as db:
            days = _days_due(db, today)[:AT_ONCE]
            for day, told in days:
                self._day(db, day, told, today)
            for week in _weeks_due(db, today) if days else ():
                self._week(db, week)
        return len(days)

    def _day(self, db: Connection, day: date, told: int, today: date) -> None:
        found = _found(db, day, day)
        with transaction(self.engine) as writing:
            ids = numbered(writing, found)
            told_days = {group: days[day].told for group, days in found.items()}
            writing.execute(delete(_DAYS).where(_DAYS.day == day))
            sums = with_sums(told_days, ids, ToldDay())
            insert_all(writing, _DAYS, [_day_row(day, *each) for each in sums.items()])
            if _has_detail(monday_of(day), today):
                writing.execute(delete(_WEEKS).where(_WEEKS.week == monday_of(day)))
            of_then = _USAGE.day == day - DETAIL_KEPT, _USAGE.detail.is_not(None)
            writing.execute(update(_USAGE).where(*of_then).values(detail=None))
            # Last: who tells of the day just now waits for the end of this.
            writing.execute(delete(_DUE).where(_DUE.day == day, _DUE.told == told))

    def _week(self, db: Connection, week: date) -> None:
        told: dict[UseGroup, Counts] = {}
        sites = db.scalars(select(_KIOSK.site).distinct()).all()
        for first in range(0, len(sites), _SITES_AT_ONCE):
            found = _found(db, week, week + 6 * _DAY, sites[first : first + _SITES_AT_ONCE])
            told |= {group: told_week(days.values()) for group, days in found.items()}
        told = {group: counts for group, counts in told.items() if counts}
        with transaction(self.engine) as writing:
            sums = with_sums(told, numbered(writing, told), Counts())
            writing.execute(delete(_WEEKS).where(_WEEKS.week == week))
            rows = [
                {"week": week, "group": group, "counts": _text(counts)}
                for group, counts in sums.items()
            ]
            insert_all(writing, _WEEKS, rows)


def _days_due(db: Connection, today: date) -> Sequence[tuple[date, int]]:
    """The newest first, each with how often it was told of after it was over."""
    began = db.scalar(select(func.min(_USAGE.day)))
    marks = {row.day: row.told for row in db.execute(select(_DUE.day, _DUE.told))}
    if began is None and not marks:
        return ()
    known = set(db.scalars(select(_DAYS.day).where(_DAYS.group == ALL)))
    oldest = today - USAGE_KEPT
    first = monday_of(max(began or today, oldest))
    days = (today - back * _DAY for back in range(1, (today - first).days + 1))
    due = {day for day in days if day not in known} | {
        day for day in marks if oldest <= day < today
    }
    return [(day, marks.get(day, 0)) for day in sorted(due, reverse=True)]


def _weeks_due(db: Connection, today: date) -> Sequence[date]:
    known = set(db.scalars(select(_DAYS.day).where(_DAYS.group == ALL)))
    there = set(db.scalars(select(_WEEKS.week).where(_WEEKS.group == ALL)))
    weeks = {monday_of(day) for day in known} - there
    return [
        week
        for week in sorted(weeks, reverse=True)
        if _has_detail(week, today) and all(week + place * _DAY in known for place in range(7))
    ]


def _has_detail(week: date, today: date) -> bool:
    return week >= today - DETAIL_KEPT


def _found(
    db: Connection, first: date, last: date, sites: Sequence[str] | None = None
) -> dict[UseGroup, dict[date, DayThere]]:
    """What was told of these days, by group. ``sites``: these, and what is counted finer."""
    query = (
        select(
            _KIOSK.id.label("kiosk"),
            _KIOSK.site,
            _USAGE.day,
            _USAGE.visits,
            _USAGE.sheets,
            _USAGE.strips,
            _USAGE.services,
            *(() if sites is None else (_USAGE.detail,)),
        )
        .join(_KIOSK, _KIOSK.id == _USAGE.kiosk)
        .where(_USAGE.day >= first, _USAGE.day <= last)
    )
    if sites is not None:
        query = query.where(_KIOSK.site.in_(sites))
    tags = _tags(db)
    found: dict[UseGroup, dict[date, DayThere]] = {}
    for row in db.execute(query):
        days = found.setdefault((row.site, tags.get(row.kiosk, ())), {})
        there = days.setdefault(row.day, DayThere())
        there.use += Use(row.visits, row.sheets, row.strips)
        there.services.update(json.loads(row.services))
        if sites is not None and row.detail is not None:
            there.counts.update(_counts(row.detail))
    return found


def _tags(db: Connection) -> Mapping[str, tuple[str, ...]]:
    tags: dict[str, tuple[str, ...]] = {}
    rows = db.execute(select(KioskTagRow.kiosk, KioskTagRow.name))
    for kiosk, name in sorted(rows, key=tuple):
        tags[kiosk] = (*tags.get(kiosk, ()), name)
    return tags


def _counts(detail: str) -> Counts:
    try:
        return counts_of(USE_DETAIL.read(detail))
    except Malformed:
        return Counts()  # of a later release that ran on this store


def _day_row(day: date, group: int, told: ToldDay) -> dict[str, Any]:
    use = told.use
    return {
        "day": day,
        "group": group,
        "visits": use.visits,
        "sheets": use.sheets,
        "strips": use.strips,
        "services": _text(told.services),
    }


def _text(counts: Mapping[str, int]) -> str:
    return json.dumps(counts, separators=(",", ":"))
