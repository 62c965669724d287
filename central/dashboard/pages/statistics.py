"""What the kiosks were used for: whole days and weeks, and no number that could be somebody."""

from collections.abc import Iterator
from datetime import date, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from central.admins.roles import Deed
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.csv_rows import csv_file, csv_head, csv_row
from central.dashboard.pages.statistics_query import PERIODS, UseQuery, read_use_query
from central.dashboard.pages.statistics_tables import (
    span_text,
    tables_by_day,
    tables_by_week,
    week_facts,
)
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.dashboard.words import Words
from central.fleet.usage import LEAST_TOLD
from central.fleet.use.reading import ToldUse
from central.fleet.use.telling import Use

_SHOWN_SITES, _FEW_SITES = 100, 12
_COLUMNS = ("since", "until", "what", "of", "number")

router = APIRouter(include_in_schema=False)


@router.get("/statistics", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    query = read_use_query(request.query_params, container.today())
    reach = reach_of(admin)
    told = ToldUse() if query.mistakes else await container.uses.current(query.asked(reach))
    words = words_for(request)
    return page(
        request,
        "statistics.html",
        query=query,
        periods=PERIODS,
        since=words.whole_date(query.since),
        until=words.whole_date(query.until),
        yesterday=container.today() - timedelta(days=1),
        total=sum(told.days.values(), Use()),
        charts=tables_by_day(told, query.days, words),
        sites=told.sites[:_SHOWN_SITES],
        few=_FEW_SITES,
        further=max(0, len(told.sites) - _SHOWN_SITES),
        weeks=_weeks(told, words),
        week_charts=tables_by_week(told, words),
        facts=week_facts(told, words),
        span_text=span_text,
        least=LEAST_TOLD,
        choices=await container.choices.current(reach),
    )


@router.get("/statistics.csv", dependencies=[may_somewhere(Deed.SEE)])
async def export(
    request: Request, container: DashboardContainerOf, admin: SignedIn
) -> StreamingResponse:
    query = read_use_query(request.query_params, container.today())
    told = ToldUse()
    if not query.mistakes:
        told = await container.uses.current(query.asked(reach_of(admin)))
    return csv_file(
        _rows(query, told, words_for(request)), f"statistiques-{query.since}-{query.until}"
    )


def _weeks(told: ToldUse, words: Words) -> tuple[str, str] | None:
    """From when to when, where there are some."""
    if not told.weeks:
        return None
    first, last = told.weeks[0], told.weeks[-1] + timedelta(days=6)
    return words.whole_date(first), words.whole_date(last)


def _rows(query: UseQuery, told: ToldUse, words: Words) -> Iterator[str]:
    """A number a row: by day, by agency, and of whole weeks by what is counted finer."""

    def row(since: date, until: date, what: str, of: str, number: int) -> str:
        return csv_row([since.isoformat(), until.isoformat(), what, of, str(number)])

    yield csv_head([words.say(f"statistics.csv.{each}") for each in _COLUMNS])
    for day, use in sorted(told.days.items()):
        for name, number in _of(use, words):
            yield row(day, day, name, "", number)
    for day, services in sorted(told.services.items()):
        for service, number in sorted(services.items()):
            yield row(day, day, words.say("statistics.csv.begun"), service, number)
    for site, use in told.sites:
        for name, number in _of(use, words):
            yield row(query.since, query.until, name, site, number)
    if told.weeks:
        last = told.weeks[-1] + timedelta(days=6)
        for name, number in sorted(told.counts.items()):
            kind, _, of = name.partition(" ")
            yield row(told.weeks[0], last, words.find(f"statistics.csv.{kind}", kind), of, number)


def _of(use: Use, words: Words) -> Iterator[tuple[str, int]]:
    for name, number in (("visits", use.visits), ("sheets", use.sheets), ("strips", use.strips)):
        if number:
            yield words.say(f"statistics.{name}"), number
