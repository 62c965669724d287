"""One member of staff: what is written of them, a new PIN, and letting them in no more."""

from collections.abc import Callable, Sequence
from functools import partial

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may
from central.dashboard.access.forms import Fields, field, sent_fields
from central.dashboard.container import DashboardContainerOf
from central.dashboard.pages.staff import to_list
from central.dashboard.pages.staff_form import (
    TypedStaff,
    editor,
    form_page,
    pin_page,
    sites_of,
)
from central.dashboard.signed_in import SignedIn
from central.dashboard.staff_places import place_of_staff
from central.fleet.staff.keeping import (
    IssuedPin,
    StaffChanged,
    StaffDraft,
    StaffEditor,
    StaffKeeping,
)
from central.fleet.staff.members import StaffMember, WrongDetails, member_of_key
from central.fleet.staff.pins import WrongPin
from central.store.database import transaction

router = APIRouter(prefix="/staff/members", include_in_schema=False)
_MAY = may(Deed.ADMINISTER, place_of_staff)
_TOLD = frozenset({"changed"})
Deeded = Callable[[Session, StaffEditor, StaffMember], Sequence[StaffDraft]]


@router.get("/{member}", dependencies=[_MAY])
async def show(request: Request, container: DashboardContainerOf, member: str) -> HTMLResponse:
    who = await container.find(lambda db: _known(db, member))
    told = request.query_params.get("told", "")
    return _page(request, who, TypedStaff.of_member(who), told=told if told in _TOLD else None)


@router.post("/{member}", dependencies=[_MAY])
async def change(
    request: Request,
    container: DashboardContainerOf,
    access: AccessOf,
    admin: SignedIn,
    member: str,
) -> Response:
    fields = sent_fields(request)
    typed = TypedStaff.of(fields)
    try:
        site = await access.in_thread(partial(_changed, access, admin, member, fields))
    except WrongDetails as error:
        who = await container.find(lambda db: _known(db, member))
        return _page(request, who, typed.but(error))
    except StaffChanged:
        # What was typed stays; beside it stands what somebody else has written meanwhile.
        who = await container.find(lambda db: _known(db, member))
        return _page(request, who, typed, told="changed")
    return to_list(site, "changed")


@router.post("/{member}/pin", dependencies=[_MAY, fresh()])
async def give_pin(
    request: Request,
    container: DashboardContainerOf,
    access: AccessOf,
    admin: SignedIn,
    member: str,
) -> Response:
    fields, staff = sent_fields(request), _keeping(access)
    typed = TypedStaff.of(fields)
    try:
        who, issued, drafts = await access.in_thread(
            partial(_given, access, staff, admin, member, fields)
        )
    except (WrongDetails, WrongPin) as error:
        now = await container.find(lambda db: _known(db, member))
        return _page(request, now, TypedStaff.of_member(now), pin=typed.but(error))
    except StaffChanged:
        # Also of a page that is loaded again: the PIN it gave counts, and is not replaced.
        return RedirectResponse(f"/staff/members/{member}?told=changed", 303)
    said = who.id, who.name
    return pin_page(request, container.caisse_name, said, issued, drafts)


@router.post("/{member}/suspend", dependencies=[_MAY])
async def suspend(request: Request, access: AccessOf, admin: SignedIn, member: str) -> Response:
    return await _done(request, access, admin, member, _keeping(access).suspend, "suspended")


@router.post("/{member}/resume", dependencies=[_MAY])
async def resume(request: Request, access: AccessOf, admin: SignedIn, member: str) -> Response:
    return await _done(request, access, admin, member, _keeping(access).resume, "resumed")


@router.post("/{member}/remove", dependencies=[_MAY, fresh()])
async def remove(request: Request, access: AccessOf, admin: SignedIn, member: str) -> Response:
    return await _done(request, access, admin, member, _keeping(access).remove, "removed")


async def _done(
    request: Request, access: Access, admin: Admin, member: str, deed: Deeded, told: str
) -> Response:
    fields = sent_fields(request)

    def write() -> str:
        with transaction(access.engine) as db:
            who = _seen(db, member, fields)
            deed(db, editor(admin), who)
            return next(iter(who.sites))

    try:
        site = await access.in_thread(write)
    except StaffChanged:
        return RedirectResponse(f"/staff/members/{member}?told=changed", 303)
    return to_list(site, told)


def _changed(access: Access, admin: Admin, member: str, fields: Fields) -> str:
    typed, staff = TypedStaff.of(fields), _keeping(access)
    with transaction(access.engine) as db:
        who, said = _seen(db, member, fields), typed.details()
        stays = tuple(typed.sites.replace(",", " ").split())
        staff.change(db, editor(admin), who, said, stays)
        return stays[0]


def _given(
    access: Access, staff: StaffKeeping, admin: Admin, member: str, fields: Fields
) -> tuple[StaffMember, IssuedPin, Sequence[StaffDraft]]:
    typed = TypedStaff.of(fields)
    pin = typed.checked_pin()
    with transaction(access.engine) as db:
        who, sites = _seen(db, member, fields), sites_of(db, admin, typed.sites)
    issued = staff.issue(who.id, sites, pin, with_code=typed.with_code)
    with transaction(access.engine) as db:
        return who, issued, staff.give_pin(db, editor(admin), who, issued)


def _seen(db: Session, member: str, fields: Fields) -> StaffMember:
    """As the page showed them. Raises StaffChanged where they are otherwise now."""
    found = member_of_key(db, member)
    if found is None or field(fields, "revision", 10) != str(found.revision):
        raise StaffChanged
    return found


def _known(db: Session, member: str) -> StaffMember:
    found = member_of_key(db, member)
    if found is None:
        raise HTTPException(404)
    return found


def _keeping(access: Access) -> StaffKeeping:
    """Nobody is in the store of a console that gives no PIN, but of one that did before."""
    if access.staff is None:
        raise HTTPException(503)
    return access.staff


def _page(
    request: Request,
    who: StaffMember,
    typed: TypedStaff,
    told: str | None = None,
    pin: TypedStaff | None = None,
) -> HTMLResponse:
    """``pin``: the form of a new PIN, as it was typed."""
    shown = pin or TypedStaff.of_member(who)
    response = form_page(request, "staff_member.html", typed, who=who, told=told, pin=shown)
    if pin is not None:
        response.status_code = 422
    return response
