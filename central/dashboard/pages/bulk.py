"""Many kiosks at once: chosen in the list, what is to be done, whom it hits, and what became of it.

What was chosen stands in the store under a random number, which is good for whoever chose it alone.
"""

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session
from starlette.background import BackgroundTask
from starlette.datastructures import QueryParams

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import NotGranted, fresh, may_somewhere
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.bulk_form import STANDARD, WITHIN, WrongForm, read_action
from central.dashboard.bulk_running import may_tag, reach_for, run, run_some
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.pages.kiosk_query import NAMES, read_query
from central.dashboard.query_texts import storable
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import link_to, page
from central.dashboard.signed_in import SignedIn
from central.dashboard.signing_now import try_sign_and_give, try_sign_commands
from central.fleet.bulk.actions import (
    ACTIONS,
    BULK_VERBS,
    MOST_THAT_BRING,
    BulkAction,
    GiveCommand,
)
from central.fleet.bulk.choosing import (
    NotConfirmed,
    choose,
    confirm,
    done_to,
    is_too_many,
    own_bulk,
    say_what,
)
from central.fleet.bulk.told import BulkTold, bulk_told
from central.fleet.kiosk_filter import KioskFilter
from central.fleet.kiosk_list import KioskList
from central.fleet.tags import LONGEST_TAG, TagMeaning, meaning_of
from central.store.database import transaction
from central.store.list_models import BulkActionRow

TYPED_ABOVE = 20
"""Whoever hits more writes down how many: a button alone is pressed before one has read."""

router = APIRouter(include_in_schema=False)
_MAY = may_somewhere(Deed.OPERATE)


@router.post("/bulk", dependencies=[_MAY])
async def begin(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    fields = sent_fields(request)
    query = read_query(QueryParams([(name, field(fields, name)) for name in NAMES]))
    every = field(fields, "which") == "all"
    ticked = [storable(value) for name, value in fields if name == "kiosk"]
    wanted = query.wanted if every else KioskFilter(access=query.wanted.access)
    reach = reach_of(admin)
    listed = KioskList(reach, access.clock.now(), await container.placed(wanted, reach))
    bulk = UUID(bytes=access.chance.bytes(16), version=4)

    def write() -> int:
        with transaction(access.engine) as db:
            return choose(db, bulk, admin.id, listed, None if every else ticked)

    if every or ticked:
        chosen = await access.in_thread(write)
        if chosen:
            return _to(bulk)
    address = str(link_to("/kiosks", **query.said, told="nothing").unescape())
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


@router.get("/bulk/{bulk}", dependencies=[_MAY])
async def show(
    request: Request, container: DashboardContainerOf, admin: SignedIn, bulk: UUID
) -> HTMLResponse:
    return await _page(request, container, admin, bulk)


@router.post("/bulk/{bulk}/action", dependencies=[_MAY])
async def say(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn, bulk: UUID
) -> Response:
    action = read_action(sent_fields(request))
    if isinstance(action, WrongForm):
        return await _page(request, container, admin, bulk, wrong=action)
    if not isinstance(action, GiveCommand) and not may_tag(admin):
        raise NotGranted(known=True)
    await access.in_thread(partial(_say, access, admin, bulk, action))
    return _to(bulk)


@router.post("/bulk/{bulk}/confirm", dependencies=[_MAY, fresh()])
async def go(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn, bulk: UUID
) -> Response:
    fields = sent_fields(request)
    typed, seen = "".join(field(fields, "number", 20).split()), field(fields, "seen", 64)
    refused = await access.in_thread(partial(_confirm, access, admin, bulk, seen, typed))
    if refused is not None:
        return await _page(request, container, admin, bulk, refused=refused)
    return await _running(container, access, bulk)


@router.post("/bulk/{bulk}/resume", dependencies=[_MAY])
async def resume(
    container: DashboardContainerOf, access: AccessOf, admin: SignedIn, bulk: UUID
) -> Response:
    def is_theirs() -> bool:
        with transaction(access.engine) as db:
            row = own_bulk(db, bulk, admin.id)
            return row is not None and row.confirmed_at is not None

    if await access.in_thread(is_theirs):
        return await _running(container, access, bulk)
    return _to(bulk)


def _say(access: Access, admin: Admin, bulk: UUID, action: BulkAction) -> None:
    now = access.clock.now()
    with transaction(access.engine) as db:
        row = own_bulk(db, bulk, admin.id, locked=True)
        if row is not None and row.confirmed_at is None and row.expires_at > now:
            say_what(db, row, action, reach_for(admin, action), now)


def _confirm(
    access: Access, admin: Admin, bulk: UUID, seen: str, typed: str
) -> NotConfirmed | None:
    with transaction(access.engine) as db:
        row = own_bulk(db, bulk, admin.id, locked=True)
        if row is None:
            return NotConfirmed.GONE
        if row.confirmed_at is not None:
            return None
        number = int(typed) if typed.isascii() and typed.isdecimal() else None
        refused = confirm(db, row, access.clock.now(), seen, number, TYPED_ABOVE)
        if refused is None:
            access.audit.record_staff(
                db, audited(admin.id), "bulk_start", _outcome(row.action or ""), request=bulk
            )
        return refused


def _outcome(action: str) -> str:
    read = ACTIONS.read(action)
    return read.order.verb if isinstance(read, GiveCommand) else read.kind


async def _running(container: DashboardContainer, access: Access, bulk: UUID) -> Response:
    answer, more = _to(bulk), await access.in_thread(partial(run_some, access, bulk))
    answer.background = BackgroundTask(_the_rest, container, access, bulk, more)
    return answer


async def _the_rest(container: DashboardContainer, access: Access, bulk: UUID, more: bool) -> None:
    if more:
        await access.in_thread(partial(run, access, bulk))
    told_otherwise = await access.in_thread(partial(_told_otherwise, access, bulk))
    if told_otherwise is None:
        await try_sign_commands(container, access)
    else:
        await try_sign_and_give(container, access, told_otherwise)


def _told_otherwise(access: Access, bulk: UUID) -> Sequence[str] | None:
    """The kiosks whose tags are others now; None where commands were given."""
    with transaction(access.engine) as db:
        row = db.get_one(BulkActionRow, bulk)
        if isinstance(ACTIONS.read(row.action or ""), GiveCommand):
            return None
        return done_to(db, bulk)


def _to(bulk: UUID) -> Response:
    return RedirectResponse(f"/bulk/{bulk}", HTTPStatus.SEE_OTHER)


async def _page(
    request: Request,
    container: DashboardContainer,
    admin: Admin,
    bulk: UUID,
    *,
    wrong: WrongForm | None = None,
    refused: NotConfirmed | None = None,
) -> HTMLResponse:
    """As far as it has come."""

    def find(db: Session) -> tuple[BulkTold, TagMeaning | None] | None:
        row = own_bulk(db, bulk, admin.id)
        if row is None:
            return None
        told = bulk_told(db.connection(), row)
        return told, None if told.tag is None else meaning_of(db, told.tag)

    found = await container.find(find)
    now = container.clock.now()
    is_mistaken = wrong is not None or refused is not None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_mistaken else HTTPStatus.OK
    if found is None or (found[0].confirmed_at is None and found[0].expires_at <= now):
        return page(request, "bulk_gone.html", status=HTTPStatus.GONE)
    told, meaning = found
    if told.confirmed_at is not None:
        return page(request, "bulk_done.html", bulk=told)
    if told.action is None or wrong is not None or "change" in request.query_params:
        return page(
            request,
            "bulk_action.html",
            status=status,
            bulk=told,
            verbs=BULK_VERBS,
            within=WITHIN,
            typed=STANDARD if wrong is None else wrong.typed,
            mistakes={} if wrong is None else wrong.mistakes,
            may_tag=may_tag(admin),
            choices=await container.choices.current(reach_of(admin)),
            longest_tag=LONGEST_TAG,
        )
    return page(
        request,
        "bulk_preview.html",
        status=status,
        bulk=told,
        meaning=meaning,
        refused=refused,
        too_many=is_too_many(told.action, told.hit),
        most=MOST_THAT_BRING,
        asks=told.hit > TYPED_ABOVE,
        typed="" if refused is None else field(sent_fields(request), "number", 12),
    )
