"""What the kiosks were used for: whole days, and no number that could be somebody."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from central.admins.roles import Deed
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.query_texts import plain_text
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.dashboard.words import Words
from central.fleet.usage import LEAST_TOLD
from central.fleet.use.reading import ToldUse, UseAsked
from central.fleet.use.telling import Use

PERIODS = (7, 30, 90)
_USUALLY = 30
_SHOWN_SERVICES = 5
_SHOWN_SITES = 100

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class DayCounts:
    """Numbers of the days that are shown."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class ChartedTable:
    """``chart``: the same numbers for the script that draws them."""

    key: str
    columns: tuple[DayCounts, ...]
    chart: str


@router.get("/statistics", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    asked = request.query_params.get("days")
    period = next((each for each in PERIODS if str(each) == asked), _USUALLY)
    site = plain_text(request.query_params.get("site", ""))
    # Today's numbers grow with each visit: who looks twice would see one.
    until = container.today() - timedelta(days=1)
    days = [until - timedelta(days=back) for back in reversed(range(period))]
    reach = reach_of(admin)
    told = await container.uses.current(UseAsked(reach, days[0], until, site))
    words = words_for(request)
    return page(
        request,
        "statistics.html",
        period=period,
        periods=PERIODS,
        site=site,
        days=list(enumerate(map(words.date, days)))[::-1],
        since=words.date(days[0]),
        until=words.date(until),
        total=sum(told.days.values(), Use()),
        charts=_charts(told, days, words),
        sites=told.sites[:_SHOWN_SITES],
        further=max(0, len(told.sites) - _SHOWN_SITES),
        least=LEAST_TOLD,
        choices=await container.choices.current(reach),
    )


def _charts(told: ToldUse, days: Sequence[date], words: Words) -> list[ChartedTable]:
    use = [told.days.get(day, Use()) for day in days]
    visits = DayCounts(words.say("statistics.visits"), tuple(each.visits for each in use))
    sheets = DayCounts(words.say("statistics.sheets"), tuple(each.sheets for each in use))
    strips = DayCounts(words.say("statistics.strips"), tuple(each.strips for each in use))
    tables = {
        "visits": (visits,),
        "services": _services(told, days, words),
        "paper": (sheets, strips),
    }
    return [
        ChartedTable(key, columns, _drawn(days, columns, words)) for key, columns in tables.items()
    ]


def _services(told: ToldUse, days: Sequence[date], words: Words) -> tuple[DayCounts, ...]:
    """The most used ones, and all others together."""
    totals = Counter[str]()
    for services in told.services.values():
        totals.update(services)
    by_use = sorted(totals, key=lambda each: (-totals[each], each))
    # One alone is not put away behind a word that is longer than its name.
    shown = by_use if len(by_use) == _SHOWN_SERVICES + 1 else by_use[:_SHOWN_SERVICES]

    def column(label: str, of: Sequence[str]) -> DayCounts:
        counts = (sum(told.services.get(day, {}).get(each, 0) for each in of) for day in days)
        return DayCounts(label, tuple(counts))

    columns = [column(words.find(f"service.{each}", each), [each]) for each in shown]
    others = by_use[len(shown) :]
    if others:
        columns.append(column(words.counted("statistics.services.others", len(others)), others))
    return tuple(columns)


def _drawn(days: Sequence[date], columns: Sequence[DayCounts], words: Words) -> str:
    return json.dumps(
        {
            "at": [
                int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp()) for day in days
            ],
            "series": [{"label": each.label, "counts": each.counts} for each in columns],
            "language": words.language,
        },
        separators=(",", ":"),
    )
