"""Staff of the kiosks, agency by agency: who they are, what kiosks are told, adding somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may_somewhere
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.container import DashboardContainerOf
from central.dashboard.pages.staff_form import (
    TypedStaff,
    administers,
    editor,
    form_page,
    pin_page,
    sites_of,
)
from central.dashboard.query_texts import plain_text
from central.dashboard.rendering import link_to, page
from central.dashboard.signed_in import SignedIn
from central.dashboard.staff_places import place_of_member
from central.fleet.staff.keeping import IssuedPin, StaffDraft, StaffKeeping
from central.fleet.staff.members import (
    StaffMember,
    WrongDetails,
    members_at,
    staff_id,
    staffed_sites,
)
from central.fleet.staff.pins import WrongPin
from central.fleet.staff.told import StaffStanding, standing
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may_somewhere(Deed.ADMINISTER)
_TOLD = frozenset({"drafted", "suspended", "resumed", "removed", "changed"})


@dataclass(frozen=True, slots=True)
class StaffOfSite:
    """``lines``: each with whether this admin may change them."""

    sites: Sequence[str]
    site: str
    lines: Sequence[tuple[StaffMember, bool]]
    stands: StaffStanding | None


@router.get("/staff", dependencies=[_MAY])
async def show(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> HTMLResponse:
    asked = plain_text(request.query_params.get("site", ""))
    told = request.query_params.get("told", "")
    found = await container.find(partial(_found, access.staff, admin, asked))
    return page(
        request, "staff.html", found=found, ready=access.staff is not None,
        told=told if told in _TOLD else None,
    )  # fmt: skip


@router.post("/staff/draft", dependencies=[_MAY])
async def draft(request: Request, access: AccessOf, admin: SignedIn) -> Response:
    """What kiosks are told, drafted anew: another draft was approved in between."""
    site = plain_text(field(sent_fields(request), "site"))
    staff = access.staff
    if staff is None or not site or not administers(admin, site):
        return RedirectResponse("/staff", HTTPStatus.SEE_OTHER)

    def write() -> bool:
        with transaction(access.engine) as db:
            if site not in staffed_sites(db):
                return False
            staff.draft(db, editor(admin), site)
            return True

    if not await access.in_thread(write):
        return RedirectResponse("/staff", HTTPStatus.SEE_OTHER)
    return to_list(site, "drafted")


@router.get("/staff/new", dependencies=[_MAY])
async def new(request: Request, access: AccessOf) -> Response:
    if access.staff is None:
        return RedirectResponse("/staff", HTTPStatus.SEE_OTHER)
    site = plain_text(request.query_params.get("site", ""))
    return form_page(request, "staff_new.html", TypedStaff(sites=site))


@router.post("/staff/new", dependencies=[_MAY, fresh()])
async def add(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    staff, typed = access.staff, TypedStaff.of(sent_fields(request))
    if staff is None:
        return RedirectResponse("/staff", HTTPStatus.SEE_OTHER)
    try:
        issued, drafts = await access.in_thread(partial(_added, access, staff, admin, typed))
    except (WrongDetails, WrongPin) as error:
        return form_page(request, "staff_new.html", typed.but(error))
    said = staff_id(typed.id), typed.name
    return pin_page(request, container.caisse_name, said, issued, drafts)


def to_list(site: str, told: str) -> Response:
    return RedirectResponse(str(link_to("/staff", told=told, site=site)).replace("&amp;", "&"), 303)


def _added(
    access: Access, staff: StaffKeeping, admin: Admin, typed: TypedStaff
) -> tuple[IssuedPin, Sequence[StaffDraft]]:
    id_, said, pin = staff_id(typed.id), typed.details(), typed.checked_pin()
    with transaction(access.engine) as db:
        sites = sites_of(db, admin, typed.sites)
    issued = staff.issue(id_, sites, pin, with_code=typed.with_code)
    with transaction(access.engine) as db:
        return issued, staff.add(db, editor(admin), id_, said, issued)


def _found(staff: StaffKeeping | None, admin: Admin, asked: str, db: Session) -> StaffOfSite:
    whole = admin.may(Deed.ADMINISTER)
    sites = [each for each in staffed_sites(db) if whole or administers(admin, each)]
    site = asked if asked in sites else next(iter(sites), "")
    lines = [
        (each, admin.may(Deed.ADMINISTER, place_of_member(each))) for each in members_at(db, site)
    ]
    stands = None if staff is None or not site else standing(db, staff.secret, site)
    return StaffOfSite(sites, site, lines, stands)
