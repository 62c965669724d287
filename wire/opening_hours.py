"""When a place is open: by the days of the week, and on single days otherwise.

All of it is by the clock on the wall there: what summer time skips or repeats, that clock does too.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Annotated, NamedTuple

from wire.base import Answer
from wire.constraints import Checked, Items, Text

LOOKED_AHEAD_DAYS = 60
"""What is closed for longer is closed: nobody waits for the day."""
MAX_EXCEPTIONS = 60
"""All public holidays of some years, and the closures beside them."""
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-(?:([01]\d|2[0-3]):([0-5]\d)|(24):(00))", re.ASCII)
_DAY = timedelta(days=1)


class Interval(NamedTuple):
    """In minutes of the day; the day's end is minute 1,440."""

    opens: int
    closes: int


def _of_one_interval(text: str) -> str:
    if _interval(text) is None:
        raise ValueError("must be hours such as 08:30-12:00, the earlier one first")
    return text


def _one_after_the_other(day: tuple[str, ...]) -> tuple[str, ...]:
    found = _intervals(day)
    if any(later.opens <= earlier.closes for earlier, later in pairwise(found)):
        raise ValueError("must be hours one after the other, apart from each other")
    return day


HoursText = Annotated[str, Text(11, 11), Checked(_of_one_interval)]
"""``08:30-12:00``; until midnight is ``-24:00``."""
DayHours = Annotated[tuple[HoursText, ...], Items(most=4), Checked(_one_after_the_other)]
"""None of them: closed all day."""


@dataclass(frozen=True, slots=True, repr=False)
class OpeningHours(Answer):
    """A day of the week that is not told of is one on which it is closed. ``exceptions``: what
    counts on a single day instead."""

    monday: DayHours = ()
    tuesday: DayHours = ()
    wednesday: DayHours = ()
    thursday: DayHours = ()
    friday: DayHours = ()
    saturday: DayHours = ()
    sunday: DayHours = ()
    exceptions: Annotated[Mapping[date, DayHours], Items(most=MAX_EXCEPTIONS)] = field(
        default_factory=dict
    )


@dataclass(frozen=True, slots=True)
class OpenNow:
    """``until``: by the wall clock; None where it closes at no time that one can see."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class ClosedNow:
    """``all_day``: there is no hour today at which it is open. ``opens``: by the wall clock, None
    where nobody can say when."""

    all_day: bool
    opens: datetime | None


Opening = OpenNow | ClosedNow


def opening(hours: OpeningHours, now: datetime) -> Opening:
    """How it stands at a moment of the wall clock there; zone and fold of ``now`` do not count."""
    wall = now.replace(tzinfo=None, fold=0)
    minute = wall.hour * 60 + wall.minute
    for interval in intervals_on(hours, wall.date()):
        if interval.opens <= minute < interval.closes:
            return OpenNow(_closes(hours, wall.date(), interval))
    ahead = (at for at in _openings(hours, wall.date()) if at > wall)
    return ClosedNow(not intervals_on(hours, wall.date()), next(ahead, None))


def intervals_on(hours: OpeningHours, day: date) -> tuple[Interval, ...]:
    """When it is open on that day, from the morning on."""
    week = (
        hours.monday,
        hours.tuesday,
        hours.wednesday,
        hours.thursday,
        hours.friday,
        hours.saturday,
        hours.sunday,
    )
    return _intervals(hours.exceptions.get(day, week[day.weekday()]))


def _closes(hours: OpeningHours, day: date, interval: Interval) -> datetime | None:
    """Whoever is open until midnight and from then on does not close at midnight."""
    for _ in range(LOOKED_AHEAD_DAYS):
        if interval.closes < 24 * 60:
            return _at(day, interval.closes)
        morning = next(iter(intervals_on(hours, day + _DAY)), None)
        if morning is None or morning.opens > 0:
            return _at(day, interval.closes)
        day, interval = day + _DAY, morning
    return None


def _openings(hours: OpeningHours, first: date) -> Iterator[datetime]:
    for ahead in range(LOOKED_AHEAD_DAYS + 1):
        day = first + ahead * _DAY
        yield from (_at(day, each.opens) for each in intervals_on(hours, day))


def _at(day: date, minute: int) -> datetime:
    return datetime.combine(day, time()) + timedelta(minutes=minute)


def _intervals(day: tuple[str, ...]) -> tuple[Interval, ...]:
    found = (_interval(each) for each in day)
    return tuple(each for each in found if each is not None)


def _interval(text: str) -> Interval | None:
    read = _HOURS.fullmatch(text)
    if read is None:
        return None
    opens_h, opens_min, closes_h, closes_min = (int(each) for each in read.groups() if each)
    interval = Interval(opens_h * 60 + opens_min, closes_h * 60 + closes_min)
    return interval if interval.opens < interval.closes else None
