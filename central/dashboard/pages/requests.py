"""The list of requests, and the same as a file: never what is in them."""

from collections.abc import Iterator
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from central.admins.roles import Deed
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.pages.request_query import RequestTab, page_key_text, read_query
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.intake.counts import COUNTED_DONE, RequestCounts
from central.intake.delays import LateAt
from central.intake.export import csv_lines
from central.intake.listing import Listed, listed
from central.intake.scope import sites_read_by
from wire.demandes.kinds import KINDS

LINES = 50
_MOST_EXPORTED = 100_000
_BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"

router = APIRouter(include_in_schema=False)


@router.get("/requests", dependencies=[may_somewhere(Deed.READ_REQUESTS)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    query, reach, late = (
        read_query(request.query_params),
        sites_read_by(admin),
        container.late_now(),
    )
    wanted = query.wanted(late, reach, LINES + 1)
    found = await container.find(lambda db: listed(db, wanted))
    lines = found[:LINES]
    counts = await container.waiting.current(query.sites(reach))
    choices = await container.choices.current(reach_of(admin, Deed.READ_REQUESTS))
    return page(
        request,
        "requests.html",
        query=query,
        lines=[
            (each, container.delays.due_at(each.kind, each.received_at), _is_late(each, late))
            for each in lines
        ],
        after=page_key_text(lines[-1].page_key) if len(found) > LINES else None,
        # They are of all kinds.
        numbers=_numbers(counts) if query.kind is None else {},
        counted_done=COUNTED_DONE,
        tabs=list(RequestTab),
        kinds=list(KINDS),
        sites=choices.sites if reach is None else sorted(reach),
        nowhere=reach is not None and not reach,
    )


@router.get("/requests.csv", dependencies=[may_somewhere(Deed.READ_REQUESTS)])
async def export(
    request: Request, container: DashboardContainerOf, admin: SignedIn
) -> StreamingResponse:
    query = replace(read_query(request.query_params), after=None)
    wanted = query.wanted(container.late_now(), sites_read_by(admin), _MOST_EXPORTED)

    def written() -> Iterator[str]:
        yield _BYTE_ORDER_MARK
        yield from csv_lines(container.engine, wanted, container.delays, container.zone)

    return StreamingResponse(
        written(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="demandes-{container.today()}.csv"'},
    )


def _is_late(each: Listed, late: LateAt) -> bool:
    return late.is_late(each.kind, each.state, each.received_at)


def _numbers(counts: RequestCounts) -> dict[str, int]:
    return {
        "open": counts.ready + counts.to_confirm,
        "late": counts.late,
        "to_confirm": counts.to_confirm,
        "ready": counts.ready,
        "done": counts.done,
    }
