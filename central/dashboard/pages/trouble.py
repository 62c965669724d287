"""What did not go well with requests: what it means, what to do, and ticking it off."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse

from central.admins.roles import Admin, Deed
from central.dashboard.access.container import AccessOf
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.pages.request_query import identifier, moment
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.intake.notes import LONGEST_NOTE, WrongNote
from central.intake.scope import sites_read_by
from central.intake.ticking import Ticking
from central.intake.trouble_meanings import meaning_of
from central.intake.troubles import RequestTrouble, TroubleFilter, TroublePageKey, troubles

LINES = 50
_LONGEST, _BETWEEN = 160, "~"
_TOLD = frozenset({"ticked", "first", "gone"})

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class WrongTick:
    """A form that is shown once more: ``name`` of its trouble, and the note as it was typed."""

    name: str
    note: str


@router.get("/trouble", dependencies=[may_somewhere(Deed.READ_REQUESTS)])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    return await _shown(request, container, admin)


@router.post("/trouble", dependencies=[may_somewhere(Deed.READ_REQUESTS)])
async def tick(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    fields = sent_fields(request)
    name = field(fields, "trouble")
    found = await _named(container, admin, name)
    told = "gone"
    if found is not None:
        ticking = Ticking(access.engine, access.audit)
        note = field(fields, "note")
        try:
            done = await access.in_thread(partial(ticking.tick, found, admin, note))
        except WrongNote:
            return await _shown(request, container, admin, WrongTick(name, note))
        told = {True: "ticked", False: "first", None: "gone"}[done]
    return RedirectResponse(f"/trouble?told={told}", HTTPStatus.SEE_OTHER)


def name_of(trouble: RequestTrouble) -> str:
    """As it stood when the page was made: where it has changed since, that is news."""
    key = trouble.page_key
    return _BETWEEN.join((trouble.what, _key_text(key), trouble.kiosk))


async def _named(container: DashboardContainer, admin: Admin, name: str) -> RequestTrouble | None:
    """As it is in the store, where it still is as the page showed it."""
    pieces = name.split(_BETWEEN, 4)
    item = identifier(pieces[2]) if len(pieces) == 5 else None
    if item is None:
        return None
    wanted = TroubleFilter(sites=sites_read_by(admin), named=item)
    found = await container.find(lambda db: troubles(db, wanted))
    return next((each for each in found if name_of(each) == name), None)


async def _shown(
    request: Request,
    container: DashboardContainer,
    admin: Admin,
    wrong: WrongTick | None = None,
) -> HTMLResponse:
    query = request.query_params
    ticked, told = query.get("ticked") == "yes", query.get("told", "")
    sites = sites_read_by(admin)
    wanted = TroubleFilter(
        at_most=LINES + 1, sites=sites, ticked=ticked, after=_key(query.get("after", ""))
    )
    found = await container.find(lambda db: troubles(db, wanted))
    lines = found[:LINES]
    return page(
        request,
        "trouble.html",
        status=HTTPStatus.OK if wrong is None else HTTPStatus.BAD_REQUEST,
        lines=[(each, meaning_of(each).slug, name_of(each)) for each in lines],
        after=_key_text(lines[-1].page_key) if len(found) > LINES else None,
        ticked=ticked,
        told=told if told in _TOLD else None,
        wrong=wrong,
        longest=LONGEST_NOTE,
    )


def _key_text(key: TroublePageKey) -> str:
    return _BETWEEN.join((key.received_at.isoformat(), str(key.id), key.digest))


def _key(text: str) -> TroublePageKey | None:
    """None of what nobody gave out."""
    at, _, rest = text[:_LONGEST].partition(_BETWEEN)
    name, _, digest = rest.partition(_BETWEEN)
    received_at, id_ = moment(at), identifier(name)
    if received_at is None or id_ is None or not (digest.isascii() and digest.isalnum()):
        return None
    return TroublePageKey(received_at, id_, digest)
