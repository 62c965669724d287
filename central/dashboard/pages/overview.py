"""The first page: the fleet at a glance, and the stream that says when it changes."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, StreamingResponse

from central.admins.roles import Deed
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.live import stream
from central.dashboard.pages.tour import is_new_here
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page, words_for
from central.dashboard.signed_in import SignedIn
from central.fleet.alerts.wording import AlertTexts
from central.fleet.states import ListedState
from central.intake.scope import sites_read_by

router = APIRouter(include_in_schema=False)


@router.get("/", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    found = await container.overviews.current(reach_of(admin))
    words = words_for(request)
    reads = bool(admin.scopes_of(Deed.READ_REQUESTS))
    texts = AlertTexts(words.translations)
    return page(
        request,
        "overview.html",
        fleet=found,
        states=list(ListedState),
        alerts=[(each, texts.said(each.alert), texts.part(each.alert)) for each in found.alerts],
        waiting=await container.waiting.current(sites_read_by(admin)) if reads else None,
        now=container.clock.now(),
        is_new_here=is_new_here(request),
    )


@router.get("/live", dependencies=[may_somewhere(Deed.SEE)])
async def live(container: DashboardContainerOf, admin: SignedIn) -> StreamingResponse:
    reach = reach_of(admin)

    async def revision() -> str:
        return (await container.overviews.current(reach)).revision

    return stream(container.clock, container.streams, admin.id, revision)
