"""Reading in bulk: proposed by whoever has reached the limit, approved at ``/proposals``."""

from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from central.admins.proposals import SharedDeed
from central.admins.roles import Admin, Deed, Scope, ScopeKind
from central.dashboard.access.container import AccessOf
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.pages.proposals import told_there
from central.dashboard.query_texts import storable
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.intake.reading.bulk import MOST_READINGS, BulkReading
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may_somewhere(Deed.READ_REQUESTS)


@router.get("/bulk-reading", dependencies=[_MAY])
async def show(request: Request, admin: SignedIn) -> HTMLResponse:
    return _form(request, admin)


def _form(
    request: Request, admin: Admin, scope: str = "", readings: str = "50", wrong: bool = False
) -> HTMLResponse:
    scopes = admin.scopes_of(Deed.READ_REQUESTS)
    return page(
        request,
        "bulk_reading.html",
        scopes=sorted(each for each in map(str, scopes) if not each.startswith("tag:")),
        most=MOST_READINGS,
        scope=scope,
        readings=readings,
        wrong=wrong,
        status=HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK,
    )


@router.post("/bulk-reading", dependencies=[_MAY])
async def propose(request: Request, access: AccessOf, admin: SignedIn) -> Response:
    fields = sent_fields(request)
    scope, readings = storable(field(fields, "scope")), field(fields, "readings", 12)
    bulk = _asked(admin, scope, readings)
    if bulk is None:
        return _form(request, admin, scope, readings, wrong=True)

    def write() -> None:
        deed, proposals = SharedDeed.READ_BODIES, access.proposals
        with transaction(access.engine) as db:
            proposals.propose(db, deed, bulk.target, admin.id, bulk.content)

    await access.in_thread(write)
    return told_there("proposed")


def _asked(admin: Admin, scope: str, readings: str) -> BulkReading | None:
    try:
        bulk = BulkReading(Scope.parse(scope), int(readings))
    except ValueError:
        return None
    if bulk.scope.kind is ScopeKind.TAG or not 0 < bulk.readings <= MOST_READINGS:
        return None
    return bulk if admin.may(Deed.READ_REQUESTS, bulk.place) else None
