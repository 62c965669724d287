"""Which days a page of statistics is about: what is typed is kept, and what is wrong is said."""

from datetime import date, timedelta

import pytest
from starlette.datastructures import QueryParams

from central.dashboard.pages.statistics_query import LONGEST, UseQuery, read_use_query

TODAY = date(2026, 11, 22)
YESTERDAY = TODAY - timedelta(days=1)


def read(**query: str) -> UseQuery:
    return read_use_query(QueryParams(query), TODAY)


@pytest.mark.parametrize(("days", "period"), [("7", 7), ("90", 90), ("8", 30), ("", 30), ("x", 30)])
def test_a_link_names_one_of_three_periods(days: str, period: int) -> None:
    query = read(days=days, site=" vannes ", tag="nord")
    assert (query.since, query.until) == (TODAY - timedelta(days=period), YESTERDAY)
    assert (query.period, len(query.days), query.mistakes) == (period, period, {})
    assert query.said == {"days": str(period), "site": "vannes", "tag": "nord"}


def test_days_that_are_typed_are_taken_up_to_yesterday() -> None:
    query = read(since="2026-11-02", until="2027-01-01", days="7")
    assert (query.since, query.until, query.period) == (date(2026, 11, 2), YESTERDAY, None)
    assert query.said == {"since": "2026-11-02", "until": "2027-01-01"}


@pytest.mark.parametrize(
    ("since", "until", "mistakes"),
    [
        ("2026-11-02", "", {"until": "statistics.no_day"}),
        ("", "2026-11-02", {"since": "statistics.no_day"}),
        ("2.11.", "2026-11-02", {"since": "statistics.no_day"}),
        ("2026-02-30", "x" * 900, {"since": "statistics.no_day", "until": "statistics.no_day"}),
        ("2026-11-05", "2026-11-02", {"until": "statistics.before"}),
        ("2026-11-22", "2026-11-23", {"since": "statistics.not_over"}),
        ("9999-12-31", "9999-12-31", {"since": "statistics.not_over"}),
        ("0001-01-01", "2026-11-02", {"since": "statistics.too_long"}),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    since: str, until: str, mistakes: dict[str, str]
) -> None:
    query = read(since=since, until=until)
    assert query.mistakes == mistakes
    assert len(query.days) == 1
    assert query.said.get("since", "") == since


def test_a_year_is_the_longest() -> None:
    first = YESTERDAY - timedelta(days=LONGEST - 1)
    until = YESTERDAY.isoformat()
    assert read(since=first.isoformat(), until=until).mistakes == {}
    longer = first - timedelta(days=1)
    assert read(since=longer.isoformat(), until=until).mistakes
