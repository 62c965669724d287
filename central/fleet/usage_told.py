"""How much the kiosks of somebody's reach were used, told so that no number says what is hidden.

The smallest number that is told is of one day at one agency. One under ``LEAST_TOLD`` is not only
not shown: it is *in no sum either*. So every number here is a sum of numbers that are told already,
and what is left out is in none of the two of which anybody takes a difference: a total less its
parts, thirty days less seven, today's page less yesterday's. The price is that totals are a little
too small, most of all those of services that hardly anybody uses; the page says so.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, Connection, Select, cast, func, select, true

from central.fleet.reach import Reach
from central.fleet.usage import LEAST_TOLD
from central.store.fleet_models import KioskUsageRow
from central.store.models import KioskRow

_USAGE, _KIOSK = KioskUsageRow, KioskRow


@dataclass(frozen=True, slots=True)
class UseAsked:
    """Both days count. ``site``: empty for all of the reach."""

    reach: Reach
    since: date
    until: date
    site: str = ""


@dataclass(frozen=True, slots=True)
class Use:
    visits: int = 0
    sheets: int = 0
    strips: int = 0

    def __add__(self, other: "Use") -> "Use":
        return Use(
            self.visits + other.visits, self.sheets + other.sheets, self.strips + other.strips
        )

    @property
    def told(self) -> "Use":
        return Use(_told(self.visits), _told(self.sheets), _told(self.strips))


@dataclass(frozen=True, slots=True)
class UseThere:
    """Of one day at one agency, as it is."""

    day: date
    site: str
    use: Use


@dataclass(frozen=True, slots=True)
class ToldUse:
    """``sites``: those with the most visits first. ``services``: how often each was, by day."""

    days: Mapping[date, Use] = field(default_factory=dict)
    sites: tuple[tuple[str, Use], ...] = ()
    services: Mapping[date, Mapping[str, int]] = field(default_factory=dict)


def told_use(db: Connection, asked: UseAsked) -> ToldUse:
    there = (
        UseThere(day, site, Use(int(visits), int(sheets), int(strips)))
        for day, site, visits, sheets, strips in db.execute(
            _there(
                asked,
                _USAGE.day,
                _KIOSK.site,
                func.sum(_USAGE.visits),
                func.sum(_USAGE.sheets),
                func.sum(_USAGE.strips),
            ).group_by(_USAGE.day, _KIOSK.site)
        )
    )
    return summed(there, _services(db, asked))


def summed(there: Iterable[UseThere], services: Mapping[date, Mapping[str, int]]) -> ToldUse:
    days: dict[date, Use] = {}
    sites: dict[str, Use] = {}
    for each in there:
        told = each.use.told
        days[each.day] = days.get(each.day, Use()) + told
        sites[each.site] = sites.get(each.site, Use()) + told
    by_visits = sorted(sites.items(), key=lambda item: (-item[1].visits, item[0]))
    return ToldUse(days, tuple(by_visits), services)


def _services(db: Connection, asked: UseAsked) -> Mapping[date, Mapping[str, int]]:
    used: Any = _each_service(db)
    number = func.sum(cast(used.c.value, BigInteger))
    cells = (
        _there(asked, _USAGE.day.label("day"), used.c.key.label("service"), number.label("number"))
        .join(used, true())
        .group_by(_USAGE.day, _KIOSK.site, used.c.key)
        .having(number >= LEAST_TOLD)
        .subquery()
    )
    query = select(cells.c.day, cells.c.service, func.sum(cells.c.number))
    found: dict[date, Counter[str]] = {}
    for day, service, times in db.execute(query.group_by(cells.c.day, cells.c.service)):
        found.setdefault(day, Counter())[service] = int(times)
    return found


def _each_service(db: Connection) -> Any:
    """The services of a row as rows of ``key`` and ``value``, as each store takes JSON apart."""
    if db.dialect.name == "postgresql":
        each = func.json_each_text(cast(_USAGE.services, JSON))
    else:
        each = func.json_each(_USAGE.services)
    return each.table_valued("key", "value", joins_implicitly=True)


def _there(asked: UseAsked, *columns: Any) -> Select[Any]:
    site = [_KIOSK.site == asked.site] if asked.site else []
    return (
        select(*columns)
        .select_from(_USAGE)
        .join(_KIOSK, _KIOSK.id == _USAGE.kiosk)
        .where(_USAGE.day >= asked.since, _USAGE.day <= asked.until, asked.reach.kiosks, *site)
    )


def _told(number: int) -> int:
    return number if number >= LEAST_TOLD else 0
