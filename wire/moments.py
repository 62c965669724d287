"""Times on the wire: of the years 2000 to 2999, in UTC. What lies outside is nobody's time of day,
and breaks whoever counts with it: other zones, databases, sums with days."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import AfterValidator, AwareDatetime

YEARS = range(2000, 3000)
_FIRST = datetime(YEARS.start, 1, 1, tzinfo=UTC)
_LAST = datetime(YEARS.stop - 1, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)


def within_years(time: datetime) -> datetime:
    """The time in UTC, or the first or last that may be told: for who must speak though the own
    clock is wrong."""
    return min(max(time, _FIRST), _LAST).astimezone(UTC)


def _in_utc(time: datetime) -> datetime:
    if not _FIRST <= time <= _LAST:
        raise ValueError(f"a time of the years {YEARS.start} to {YEARS.stop - 1} is needed")
    return time.astimezone(UTC)


Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
