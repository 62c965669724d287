"""The list of kiosks, and the same as a file."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse
from sqlalchemy import Connection

from central.admins.roles import Deed
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.csv_rows import csv_file
from central.dashboard.pages.kiosk_csv import lines_of_csv
from central.dashboard.pages.kiosk_query import KioskQuery, cursor_text, read_query
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.fleet.departements import DEPARTEMENTS
from central.fleet.kiosk_filter import KioskAccess
from central.fleet.kiosk_list import KioskList, KioskOrder, KioskPage
from central.fleet.kiosk_views import KioskView, views_for
from central.fleet.states import ListedState

LINES = 50

router = APIRouter(include_in_schema=False)


@router.get("/kiosks", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    query = read_query(request.query_params)
    reach = reach_of(admin)
    sought = await container.placed(query.wanted, reach)
    listed = KioskList(reach, container.clock.now(), sought, query.order, query.descending)

    def find(db: Connection) -> tuple[KioskPage, Sequence[KioskView]]:
        return listed.page(db, query.cursor, LINES), views_for(db, admin.id)

    # Beside each other: either goes through all the rows of a large fleet.
    (found, views), counts = await asyncio.gather(
        container.read(find), container.counts.current((reach, replace(sought, state=None)))
    )
    wanted = query.wanted.state
    return page(
        request,
        "kiosks.html",
        query=query,
        said=query.said,
        lines=found.lines,
        before=None if found.before is None else cursor_text(found.before),
        after=None if found.after is None else cursor_text(found.after),
        counts=counts,
        every=sum(counts.values()),
        total=sum(counts.values()) if wanted is None else counts[wanted],
        choices=await container.choices.current(reach),
        states=list(ListedState),
        accesses=list(KioskAccess),
        orders=_orders(query),
        departement=DEPARTEMENTS.get(query.wanted.departement),
        views=views,
        may_act=bool(admin.scopes_of(Deed.OPERATE)),
        nothing_ticked=request.query_params.get("told") == "nothing",
    )


@router.get("/kiosks.csv", dependencies=[may_somewhere(Deed.SEE)])
async def export(
    request: Request, container: DashboardContainerOf, admin: SignedIn
) -> StreamingResponse:
    query = read_query(request.query_params)
    now = container.clock.now()
    reach = reach_of(admin)
    sought = await container.placed(query.wanted, reach)
    listed = KioskList(reach, now, sought, query.order, query.descending)
    words = words_for(request)

    def written() -> Iterator[str]:
        with container.engine.connect() as db:
            yield from lines_of_csv(listed.every(db), words)

    return csv_file(written(), f"bornes-{container.today():%Y-%m-%d}")


def _orders(query: KioskQuery) -> dict[str, dict[str, str]]:
    """For the head of each column: how the list stands by it now, and what a touch asks for."""
    heads: dict[str, dict[str, str]] = {}
    for order in KioskOrder:
        stands = query.order is order
        way = "up" if not stands or query.descending else "down"
        heads[order.value] = {
            "sorted": ("descending" if query.descending else "ascending") if stands else "none",
            "sort": order.value,
            "way": way,
        }
    return heads
