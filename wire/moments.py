"""Times on the wire: of the years 2000 to 2999, in UTC. What lies outside is nobody's time of day,
and breaks whoever counts with it: other zones, databases, sums with days."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Annotated

from wire.constraints import Checked

YEARS = range(2000, 3000)
_FIRST = datetime(YEARS.start, 1, 1, tzinfo=UTC)
_LAST = datetime(YEARS.stop - 1, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)


def within_years(time: datetime) -> datetime:
    """The time in UTC, or the first or last that may be told: for who must speak though the own
    clock is wrong."""
    return min(max(time, _FIRST), _LAST).astimezone(UTC)


def _aware(time: datetime) -> datetime:
    if time.tzinfo is None:
        raise ValueError("a time with its zone is needed")
    return time


def _from(first: datetime) -> Callable[[datetime], datetime]:
    def in_utc(time: datetime) -> datetime:
        if not first <= _aware(time) <= _LAST:
            raise ValueError(f"a time of the years {first.year} to {_LAST.year} is needed")
        return time.astimezone(UTC)

    return in_utc


Time = Annotated[datetime, Checked(_aware)]
"""Of any year, with its zone."""
Moment = Annotated[datetime, Checked(_from(_FIRST))]
SealedMoment = Annotated[datetime, Checked(_from(datetime(1970, 1, 1, tzinfo=UTC)))]
"""A time that is bound into a seal: from 1970 on, where a clock begins that was never set. Kiosks
of the first release sealed what such a clock said, and nobody can put that right without the key.
"""
