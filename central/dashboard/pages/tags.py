"""The tags that kiosks have: how many have each, and what each means."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from central.admins.roles import Deed
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.container import DashboardContainerOf
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.tags import tags_in_use

router = APIRouter(include_in_schema=False)


@router.get("/tags", dependencies=[may_somewhere(Deed.SEE)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    tags = await container.read(lambda db: tags_in_use(db, reach_of(admin)))
    return page(request, "tags.html", tags=tags, may_tag=admin.may(Deed.ADMINISTER))
