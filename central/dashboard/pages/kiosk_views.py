"""The views of the list of kiosks: kept, shared, renamed and deleted."""

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from starlette.datastructures import QueryParams

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.access.forms import Fields, field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.pages.kiosk_query import NAMES, read_query
from central.dashboard.query_texts import storable
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.fleet.kiosk_views import (
    LONGEST_NAME,
    MOST_OWN,
    MOST_SHARED,
    KioskView,
    ViewRefused,
    name_of,
    save_view,
    views_for,
)
from central.store.audit import StaffAct
from central.store.database import transaction
from central.store.list_models import KioskViewRow

router = APIRouter(include_in_schema=False)
_MAY = may_somewhere(Deed.SEE)
_TOLD = frozenset({"saved", "changed", "deleted", "gone"})


def may_share(admin: Admin) -> bool:
    """What all are shown is given a name by who sees all: it may name agencies."""
    return admin.may(Deed.SEE)


@router.get("/kiosk-views", dependencies=[_MAY])
async def show(request: Request, container: DashboardContainerOf, admin: SignedIn) -> HTMLResponse:
    query = read_query(request.query_params)
    return await _page(request, container, admin, query.said)


@router.post("/kiosk-views", dependencies=[_MAY])
async def save(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    fields = sent_fields(request)
    said = read_query(QueryParams([(name, field(fields, name)) for name in NAMES])).said
    id_ = UUID(bytes=access.chance.bytes(16), version=4)

    def write(db: Session) -> ViewRefused | None:
        view = _asked(admin, id_, fields, said)
        refused = ViewRefused.NAME if view is None else save_view(db, view, access.clock.now())
        if refused is None:
            _record(access, db, admin, "view_save", id_)
        return refused

    refused = await _written(access, write)
    if refused is not None:
        return await _page(request, container, admin, said, refused=refused)
    return _told("saved")


@router.post("/kiosk-views/{view}/change", dependencies=[_MAY])
async def change(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn, view: UUID
) -> Response:
    def write(db: Session) -> ViewRefused | None:
        row = db.get(KioskViewRow, view, with_for_update=True)
        if row is None or row.owner != admin.id:
            return ViewRefused.GONE
        asked = _asked(admin, view, sent_fields(request), {})
        if asked is None:
            return ViewRefused.NAME
        refused = save_view(db, asked, access.clock.now(), instead=row)
        if refused is None:
            _record(access, db, admin, "view_change", view)
        return refused

    refused = await _written(access, write)
    if refused is ViewRefused.GONE:
        return _told("gone")
    if refused is not None:
        return await _page(request, container, admin, {}, refused=refused, changed=view)
    return _told("changed")


@router.post("/kiosk-views/{view}/delete", dependencies=[_MAY])
async def delete(access: AccessOf, admin: SignedIn, view: UUID) -> Response:
    def write(db: Session) -> ViewRefused | None:
        row = db.get(KioskViewRow, view, with_for_update=True)
        if row is None or not may_delete(admin, row.owner, row.shared):
            return ViewRefused.GONE
        db.delete(row)
        _record(access, db, admin, "view_delete", view)
        return None

    return _told("deleted" if await _written(access, write) is None else "gone")


def may_delete(admin: Admin, owner: str, shared: bool) -> bool:
    """What is shared goes on when who made it has left."""
    return owner == admin.id or (shared and admin.may(Deed.ADMINISTER))


def _asked(admin: Admin, id_: UUID, fields: Fields, said: Mapping[str, str]) -> KioskView | None:
    name = name_of(storable(field(fields, "name")))
    shared = field(fields, "shared") == "yes" and may_share(admin)
    return None if name is None else KioskView(id_, name, said, shared, admin.id, admin.name)


def _record(access: Access, db: Session, admin: Admin, act: StaffAct, view: UUID) -> None:
    access.audit.record_staff(db, audited(admin.id), act, "done", request=view)


async def _written(
    access: Access, write: Callable[[Session], ViewRefused | None]
) -> ViewRefused | None:
    def in_transaction() -> ViewRefused | None:
        try:
            with transaction(access.engine) as db:
                return write(db)
        except IntegrityError:
            # The same name twice at once: the other one was faster.
            return ViewRefused.TAKEN

    return await access.in_thread(in_transaction)


def _told(told: str) -> Response:
    return RedirectResponse(f"/kiosk-views?told={told}", HTTPStatus.SEE_OTHER)


async def _page(
    request: Request,
    container: DashboardContainer,
    admin: Admin,
    said: Mapping[str, str],
    *,
    refused: ViewRefused | None = None,
    changed: UUID | None = None,
) -> HTMLResponse:
    """``said``: filters to be kept; ``changed``: which view it was that was refused, None of a new
    one."""
    views = await container.find(partial(views_for, admin=admin.id))
    told = request.query_params.get("told")
    fields = sent_fields(request) if refused is not None else ()
    return page(
        request,
        "kiosk_views.html",
        status=HTTPStatus.OK if refused is None else HTTPStatus.UNPROCESSABLE_ENTITY,
        views=[(each, may_delete(admin, each.owner, each.shared)) for each in views],
        query=said,
        refused=refused,
        changed=changed,
        typed=field(fields, "name"),
        typed_shared=field(fields, "shared") == "yes",
        told=told if told in _TOLD else None,
        may_share=may_share(admin),
        longest=LONGEST_NAME,
        most={"own": MOST_OWN, "shared": MOST_SHARED},
    )
