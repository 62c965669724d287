"""What may be told of the use of the kiosks of somebody's reach: sums of what was summed."""

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, false, func, or_, select, true

from central.fleet.reach import Reach
from central.fleet.use.groups import ALL
from central.fleet.use.telling import Counts, Use
from central.store.use_models import (
    ToldUseDayRow,
    ToldUseWeekRow,
    UseGroupRow,
    UseGroupTagRow,
    UseTagRow,
)

_DAYS, _WEEKS, _GROUP = ToldUseDayRow, ToldUseWeekRow, UseGroupRow
_TAG, _TAGGED = UseTagRow, UseGroupTagRow
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class UseAsked:
    """Both days count. ``site``, ``tag``: empty for all of the reach."""

    reach: Reach
    since: date
    until: date
    site: str = ""
    tag: str = ""

    @property
    def everything(self) -> bool:
        return self.reach.everywhere and not self.site and not self.tag

    @property
    def one_tag(self) -> str | None:
        """Where it is all that bears one tag."""
        if self.site:
            return None
        if self.reach.everywhere:
            return self.tag or None
        if self.reach.sites or len(self.reach.tags) != 1 or not self.reach.tags >= self._tags:
            return None
        return next(iter(self.reach.tags))

    @property
    def _tags(self) -> frozenset[str]:
        return frozenset({self.tag}) if self.tag else frozenset()


@dataclass(frozen=True, slots=True)
class ToldUse:
    """``sites``: those with the most visits first. ``services``: how often each was, by day.
    ``weeks``: Mondays of the whole weeks that end within what was asked for and are told of;
    ``counts``: of these, by the names of ``telling.Counts``."""

    days: Mapping[date, Use] = field(default_factory=dict)
    sites: tuple[tuple[str, Use], ...] = ()
    services: Mapping[date, Mapping[str, int]] = field(default_factory=dict)
    weeks: tuple[date, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)


def told_use(db: Connection, asked: UseAsked) -> ToldUse:
    days, services = _days(db, asked)
    weeks, counts = _weeks(db, asked)
    return ToldUse(days, _sites(db, asked), services, weeks, counts)


def _days(db: Connection, asked: UseAsked) -> tuple[dict[date, Use], dict[date, Mapping[str, int]]]:
    days: dict[date, Use] = {}
    services: dict[date, Counter[str]] = {}
    columns = (_DAYS.day, _DAYS.visits, _DAYS.sheets, _DAYS.strips, _DAYS.services)
    for day, visits, sheets, strips, used in db.execute(_between(asked, *columns)):
        use = Use(visits, sheets, strips)
        if use != Use():
            days[day] = days.get(day, Use()) + use
        if used != "{}":
            services.setdefault(day, Counter()).update(json.loads(used))
    return days, dict(services)


def _sites(db: Connection, asked: UseAsked) -> tuple[tuple[str, Use], ...]:
    query = (
        select(_GROUP.site, func.sum(_DAYS.visits), func.sum(_DAYS.sheets), func.sum(_DAYS.strips))
        .join(_GROUP, _GROUP.id == _DAYS.group)
        .where(_DAYS.day >= asked.since, _DAYS.day <= asked.until, _groups(asked))
        .group_by(_GROUP.site)
    )
    found = [(row[0], Use(int(row[1]), int(row[2]), int(row[3]))) for row in db.execute(query)]
    return tuple(sorted(found, key=lambda item: (-item[1].visits, item[0])))


def _weeks(db: Connection, asked: UseAsked) -> tuple[tuple[date, ...], Counts]:
    weeks: set[date] = set()
    counts = Counts()
    query = (
        select(_WEEKS.week, _WEEKS.counts)
        .where(_WEEKS.week > asked.since - _WEEK, _WEEKS.week <= asked.until - _WEEK + _DAY)
        .where(_rows_of(asked, _WEEKS.group))
    )
    for week, told in db.execute(query):
        found = json.loads(told)
        if found:
            weeks.add(week)
            counts.update(found)
    return tuple(sorted(weeks)), counts


def _between(asked: UseAsked, *columns: Any) -> Select[Any]:
    days = and_(_DAYS.day >= asked.since, _DAYS.day <= asked.until)
    return select(*columns).where(days, _rows_of(asked, _DAYS.group))


def _rows_of(asked: UseAsked, group: Any) -> ColumnElement[bool]:
    """Whoever asks for everything has one row of each day, and so has who asks for one tag."""
    wanted: ColumnElement[bool]
    if asked.everything:
        wanted = group == ALL
    elif asked.one_tag is not None:
        tag = select(-_TAG.id).where(_TAG.name == asked.one_tag)
        wanted = group == tag.scalar_subquery()
    else:
        wanted = group.in_(select(_GROUP.id).where(_groups(asked)))
    return wanted


def _groups(asked: UseAsked) -> ColumnElement[bool]:
    def tagged(*names: str) -> ColumnElement[bool]:
        tagged = select(_TAGGED.group).join(_TAG, _TAG.id == _TAGGED.tag)
        return _GROUP.id.in_(tagged.where(_TAG.name.in_(names)))

    reach = asked.reach
    within: list[ColumnElement[bool]] = [true()] if reach.everywhere else []
    if reach.sites:
        within.append(_GROUP.site.in_(reach.sites))
    if reach.tags:
        within.append(tagged(*reach.tags))
    return and_(
        or_(*within) if within else false(),
        _GROUP.site == asked.site if asked.site else true(),
        tagged(asked.tag) if asked.tag else true(),
    )
