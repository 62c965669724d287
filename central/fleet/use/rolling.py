"""Summing days and weeks that are over into what may be told of them, once for whoever looks.

A day is summed when it is over everywhere, and again where a kiosk that was cut off tells of it
later; a week when its seven days were. A kiosk counts for the agency and the tags that it had when
the first day of the week was summed: who moves it, or gives it a tag of its own, changes nothing of
what was told before, nor learns from the difference to what is told then.
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, delete, func, select, update

from central.fleet.heartbeats import USAGE_KEPT, USE_DETAIL
from central.fleet.use.groups import (
    ALL,
    UseGroup,
    forget_members,
    members_of,
    numbered,
    remember_members,
    with_sums,
)
from central.fleet.use.telling import (
    Counts,
    DayThere,
    ToldDay,
    Use,
    counts_of,
    told_anew,
    told_week,
    week_anew,
)
from central.fleet.use.told_before import told_by_day, told_of_week
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
_KIOSKS_AT_ONCE = 500
_DAY = timedelta(days=1)
_USAGE, _KIOSK, _DAYS, _WEEKS = KioskUsageRow, KioskRow, ToldUseDayRow, ToldUseWeekRow
_DUE = UseDayDueRow
_OF_WEEK = select(
    _USAGE.kiosk,
    _USAGE.day,
    _USAGE.visits,
    _USAGE.sheets,
    _USAGE.strips,
    _USAGE.services,
    _USAGE.detail,
).where(
    _USAGE.kiosk.in_(bindparam("kiosks", expanding=True)),
    _USAGE.day >= bindparam("first"),
    _USAGE.day <= bindparam("last"),
)


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
        week = monday_of(day)
        members = members_of(db, week)
        there = _told_of(db, day)
        found: dict[UseGroup, DayThere] = {}
        for kiosk, its in there.items():
            members.setdefault(kiosk, its.group)
            found.setdefault(members[kiosk], DayThere()).add(its.day.believed)
        with transaction(self.engine) as writing:
            numbers = numbered(writing, found)
            former = told_by_day(writing, day, day)
            told_now = {
                group: told_anew(each.told, former.get((group, day), ToldDay()))
                for group, each in found.items()
            }
            sums = with_sums(told_now, numbers, ToldDay())
            writing.execute(delete(_DAYS).where(_DAYS.day == day))
            insert_all(writing, _DAYS, [_day_row(day, *each) for each in sums.items()])
            if _has_detail(week, today):
                remember_members(writing, week, {each: members[each] for each in there}, numbers)
                # Its groups stay, for what may be told of them anew.
                writing.execute(delete(_WEEKS).where(_WEEKS.week == week, _WEEKS.group == ALL))
            forget_members(writing, today - DETAIL_KEPT)
            of_then = _USAGE.day == day - DETAIL_KEPT, _USAGE.detail.is_not(None)
            writing.execute(update(_USAGE).where(*of_then).values(detail=None))
            # Last: who tells of the day just now waits for the end of this.
            writing.execute(delete(_DUE).where(_DUE.day == day, _DUE.told == told))

    def _week(self, db: Connection, week: date) -> None:
        told: dict[UseGroup, Counts] = {}
        as_told = told_by_day(db, week, week + 6 * _DAY)
        for members in _lots(members_of(db, week)):
            for group, days in _week_of(db, week, members).items():
                counts = told_week(
                    each
                    for day, each in days.items()
                    if each.told.same_as(as_told.get((group, day)))
                )
                if counts:
                    told[group] = counts
        with transaction(self.engine) as writing:
            former = told_of_week(writing, week)
            told_now = {group: week_anew(told[group], former.get(group)) for group in told}
            told_now = {**former, **told_now}
            numbers = numbered(writing, told_now)
            sums = with_sums(told_now, numbers, Counts())
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


@dataclass(frozen=True, slots=True)
class _OfKiosk:
    """``group``: that it would belong to today."""

    group: UseGroup
    day: DayThere


def _told_of(db: Connection, day: date) -> Mapping[str, _OfKiosk]:
    """What each kiosk told of a day."""
    columns = (_USAGE.visits, _USAGE.sheets, _USAGE.strips, _USAGE.services)
    query = (
        select(_KIOSK.id.label("kiosk"), _KIOSK.site, *columns)
        .join(_KIOSK, _KIOSK.id == _USAGE.kiosk)
        .where(_USAGE.day == day)
    )
    tags = _tags(db)
    found: dict[str, _OfKiosk] = {}
    for row in db.execute(query):
        group = row.site, tags.get(row.kiosk, ())
        its = found.setdefault(row.kiosk, _OfKiosk(group, DayThere()))
        its.day.add(_there(row))
    return found


def _lots(members: Mapping[str, UseGroup]) -> Iterator[Mapping[str, UseGroup]]:
    """Not all kiosks at once, but each group whole."""
    lot: dict[str, UseGroup] = {}
    for group, its in groupby(sorted(members, key=members.__getitem__), members.__getitem__):
        if len(lot) >= _KIOSKS_AT_ONCE:
            yield lot
            lot = {}
        lot |= dict.fromkeys(its, group)
    if lot:
        yield lot


def _week_of(
    db: Connection, week: date, members: Mapping[str, UseGroup]
) -> Mapping[UseGroup, Mapping[date, DayThere]]:
    """The days of some groups, with what their kiosks counted finer."""
    found: dict[UseGroup, dict[date, DayThere]] = {}
    wanted = {"first": week, "last": week + 6 * _DAY, "kiosks": list(members)}
    for row in db.execute(_OF_WEEK, wanted):
        days = found.setdefault(members[row.kiosk], {})
        there = days.setdefault(row.day, DayThere())
        there.add(_there(row))
        if row.detail is not None:
            there.counts.update(_counts(row.detail))
    return found


def _there(row: Any) -> DayThere:
    use = Use(row.visits, row.sheets, row.strips)
    return DayThere(use, Counter(json.loads(row.services)))


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
