"""Machines that are to be kiosks: the codes that may still be used, and who waits for consent."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Literal

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import may_somewhere
from central.dashboard.access.forms import Fields, field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.enrolment_places import place_at, place_now
from central.dashboard.enrolments_shown import under_way
from central.dashboard.query_texts import plain_text
from central.dashboard.reaching import reach_of
from central.dashboard.rendering import page
from central.dashboard.shown_code import hand_over
from central.dashboard.signed_in import SignedIn
from central.fleet.enrolment import EnrolmentDesk, MadeCode
from central.fleet.enrolment_wish import (
    LONGEST_NAME,
    LONGEST_SITE,
    CheckedWish,
    CodeRefusal,
    CodeWish,
    checked_wish,
)
from central.fleet.kiosks import KnownKiosk, find_kiosk
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may_somewhere(Deed.ADMINISTER)
MachineKind = Literal["new", "replaces", "again"]
_OF_A_KIOSK: tuple[MachineKind, ...] = ("replaces", "again")
_WHAT: tuple[MachineKind, ...] = ("new", *_OF_A_KIOSK)


@dataclass(frozen=True, slots=True)
class EnrolmentForm:
    """As it was typed. ``kiosk``: the one that is meant where it is no new one."""

    what: MachineKind = "new"
    kiosk: str = ""
    name: str = ""
    site: str = ""

    @property
    def wish(self) -> CodeWish:
        again = self.kiosk if self.what == "again" else ""
        return CodeWish(self.name, self.site, again, self.kiosk if self.what == "replaces" else "")


@dataclass(frozen=True, slots=True)
class WrongWish:
    """``why``: of ``enrolments.wrong.<why>``."""

    field: Literal["kiosk", "name", "site"]
    why: str


@router.get("/enrolments", dependencies=[_MAY])
async def show(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> HTMLResponse:
    """``?again=ID`` and ``?replaces=ID``: for that kiosk."""
    form = await access.in_thread(partial(_asked, access, admin, request))
    return await _shown(request, container, access, admin, form)


@router.post("/enrolments", dependencies=[_MAY])
async def make(
    request: Request, container: DashboardContainerOf, access: AccessOf, admin: SignedIn
) -> Response:
    form = _typed(sent_fields(request))
    made = await access.in_thread(partial(_made, access, admin, form))
    if isinstance(made, WrongWish):
        return await _shown(request, container, access, admin, form, made)
    response = RedirectResponse(f"/enrolments/{made.enrolment}", HTTPStatus.SEE_OTHER)
    hand_over(access, response, admin.id, made)
    return response


def _made(access: Access, admin: Admin, form: EnrolmentForm) -> MadeCode | WrongWish:
    if form.what != "new" and not form.kiosk:
        return WrongWish("kiosk", "kiosk")
    with transaction(access.engine) as db:
        wanted = _wanted(db, admin, form)
        if isinstance(wanted, WrongWish):
            return wanted
        desk, account = EnrolmentDesk(access.clock, access.chance), audited(admin.id)
        if desk.has_too_many(db, account):
            return WrongWish("name", "many")
        made = desk.make_code(
            db, wanted.site, wanted.name, account, kiosk=wanted.kiosk, replaces=wanted.replaces
        )
        access.audit.record_staff(
            db, account, "kiosk_code", "done", kiosk=wanted.name, request=made.enrolment
        )
        return made


def _wanted(db: Session, admin: Admin, form: EnrolmentForm) -> CheckedWish | WrongWish:
    """A kiosk of elsewhere is answered as one that is not there."""
    if form.kiosk and _theirs(db, admin, form.kiosk) is None:
        return WrongWish("kiosk", "kiosk")
    wanted = checked_wish(db, form.wish)
    match wanted:
        case CodeRefusal.WRONG_NAME:
            return WrongWish("name", "name")
        case CodeRefusal.NAME_TAKEN:
            return WrongWish("name", "taken")
        case CodeRefusal.WRONG_SITE:
            return WrongWish("site", "site")
        case CodeRefusal():
            return WrongWish("kiosk", "kiosk")
        case CheckedWish():
            pass
    if not admin.may(Deed.ADMINISTER, place_at(db, wanted.site, wanted.kiosk)):
        return WrongWish("site", "elsewhere")
    return wanted


def _theirs(db: Session, admin: Admin, named: str) -> KnownKiosk | None:
    found = find_kiosk(db, named)
    if found is None or not admin.may(Deed.ADMINISTER, place_now(db, found.id)):
        return None
    return found


def _typed(fields: Fields) -> EnrolmentForm:
    """Nothing of a kiosk where a new one is wanted, whatever stands in that field."""
    said = field(fields, "what")
    what: MachineKind = next((each for each in _OF_A_KIOSK if each == said), "new")
    name, site = (plain_text(field(fields, each)) for each in ("name", "site"))
    kiosk = "" if what == "new" else plain_text(field(fields, "kiosk"))
    return EnrolmentForm(what, kiosk, name, site)


def _asked(access: Access, admin: Admin, request: Request) -> EnrolmentForm:
    """What is known of the kiosk that the address names, if there is one for them."""
    query = request.query_params
    for what in _OF_A_KIOSK:
        named = plain_text(query.get(what, ""))
        if named:
            with transaction(access.engine) as db:
                kiosk = _theirs(db, admin, named)
            if kiosk is not None:
                return EnrolmentForm(what, kiosk.id, kiosk.name, kiosk.site)
    return EnrolmentForm()


async def _shown(
    request: Request,
    container: DashboardContainer,
    access: Access,
    admin: Admin,
    form: EnrolmentForm,
    wrong: WrongWish | None = None,
) -> HTMLResponse:
    lines = await access.in_thread(partial(under_way, access, admin))
    choices = await container.choices.current(reach_of(admin, Deed.ADMINISTER))
    return page(
        request,
        "enrolments.html",
        status=HTTPStatus.OK if wrong is None else HTTPStatus.BAD_REQUEST,
        waiting=[each for each in lines if each.enrolment.state == "asked"],
        open_codes=[each for each in lines if each.enrolment.state == "open"],
        form=form,
        whats=_WHAT,
        wrong=wrong,
        sites=choices.sites,
        longest_name=LONGEST_NAME,
        longest_site=LONGEST_SITE,
    )
