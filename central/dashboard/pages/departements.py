"""The fleet by département: as a map of tiles, and as a table that says the same."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from central.admins.roles import Deed
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.departements import DEPARTEMENTS
from central.fleet.kiosk_filter import UNPLACED
from central.fleet.states import ListedState

router = APIRouter(include_in_schema=False)


@router.get("/departements", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    found = await container.places.current(reach_of(admin))
    counted = {each.departement.code: each for each in found.counts if each.departement}
    return page(
        request,
        "departements.html",
        counts=found.counts,
        tiles=[(each, counted.get(each.code)) for each in DEPARTEMENTS.values()],
        states=list(ListedState),
        unplaced=UNPLACED,
    )
