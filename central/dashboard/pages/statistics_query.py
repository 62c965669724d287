"""Which days and kiosks a page of statistics is about, as its address says."""

from dataclasses import dataclass
from datetime import date, timedelta

from starlette.datastructures import QueryParams

from central.dashboard.query_texts import plain_text
from central.fleet.reach import Reach
from central.fleet.use.reading import UseAsked

PERIODS = (7, 30, 90)
LONGEST = 366
_USUALLY = 30
_DAY = timedelta(days=1)
_FIRST_YEAR = 2000
"""Weeks are counted back from a day: before the first of all days there is none."""


@dataclass(frozen=True, slots=True)
class UseQuery:
    """``period``: of those that a link names, None where days were typed. ``mistakes``: by the
    field, the key of what is wrong with it; there are no days then. ``said``: the address."""

    since: date
    until: date
    period: int | None
    site: str
    tag: str
    mistakes: dict[str, str]
    said: dict[str, str]

    def asked(self, reach: Reach) -> UseAsked:
        return UseAsked(reach, self.since, self.until, self.site, self.tag)

    @property
    def days(self) -> list[date]:
        return [self.since + place * _DAY for place in range((self.until - self.since).days + 1)]


def read_use_query(query: QueryParams, today: date) -> UseQuery:
    """Today's numbers grow with each visit: who looks twice would see one."""
    said = {name: plain_text(query.get(name, "")) for name in ("since", "until", "site", "tag")}
    yesterday = today - _DAY
    mistakes = {}
    if said["since"] or said["until"]:
        since, until = _day(said["since"]), _day(said["until"])
        mistakes = _mistakes(since, until, yesterday)
        period = None
    else:
        asked = query.get("days")
        period = next((each for each in PERIODS if str(each) == asked), _USUALLY)
        since, until = today - period * _DAY, yesterday
        said["days"] = str(period)
    shown = {name: value for name, value in said.items() if value}
    last = min(until or yesterday, yesterday)
    first = last if mistakes or since is None else since
    return UseQuery(first, last, period, said["site"], said["tag"], mistakes, shown)


def _mistakes(since: date | None, until: date | None, yesterday: date) -> dict[str, str]:
    mistakes = {}
    if since is None:
        mistakes["since"] = "statistics.no_day"
    elif since > yesterday:
        mistakes["since"] = "statistics.not_over"
    if until is None:
        mistakes["until"] = "statistics.no_day"
    if since is not None and until is not None and not mistakes:
        if until < since:
            mistakes["until"] = "statistics.before"
        elif since.year < _FIRST_YEAR or (min(until, yesterday) - since).days >= LONGEST:
            mistakes["since"] = "statistics.too_long"
    return mistakes


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
