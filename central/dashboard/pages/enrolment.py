"""One enrolment: its code, who came with it, and whether that is the kiosk."""

from functools import partial
from http import HTTPStatus
from uuid import UUID

from fastapi import APIRouter, HTTPException, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy.orm import Session

from central.admins.roles import Admin, Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may
from central.dashboard.access.forms import Fields, field, sent_fields
from central.dashboard.enrolment_places import place_at, place_now, place_of_enrolment
from central.dashboard.enrolments_shown import needs_another, one
from central.dashboard.rendering import page
from central.dashboard.shown_code import code_here, qr_of
from central.dashboard.signed_in import SignedIn
from central.fleet.enrolment import Enrolment, EnrolmentDesk, EnrolmentUnknown, grouped
from central.store.database import transaction

router = APIRouter(include_in_schema=False)
_MAY = may(Deed.ADMINISTER, place_of_enrolment)
_DECIDED = frozenset({"approved", "refused"})


@router.get("/enrolments/{enrolment}", dependencies=[_MAY])
async def show(request: Request, access: AccessOf, admin: SignedIn, enrolment: UUID) -> Response:
    return await _shown(request, access, admin, enrolment)


@router.post("/enrolments/{enrolment}/approve", dependencies=[_MAY, fresh()])
async def approve(request: Request, access: AccessOf, admin: SignedIn, enrolment: UUID) -> Response:
    fields = sent_fields(request)
    wrong = await access.in_thread(partial(_approved, access, admin, enrolment, fields))
    if wrong is not None:
        return await _shown(request, access, admin, enrolment, wrong)
    return _back(enrolment)


@router.post("/enrolments/{enrolment}/refuse", dependencies=[_MAY])
async def refuse(access: AccessOf, admin: SignedIn, enrolment: UUID) -> Response:
    def write() -> None:
        account = audited(admin.id)
        with transaction(access.engine) as db:
            try:
                refused = EnrolmentDesk(access.clock, access.chance).refuse(db, enrolment, account)
            except EnrolmentUnknown:
                return  # its page says what became of it
            access.audit.record_staff(
                db, account, "kiosk_refuse", "done", kiosk=refused.name, request=enrolment
            )

    await access.in_thread(write)
    return _back(enrolment)


def _approved(access: Access, admin: Admin, enrolment: UUID, fields: Fields) -> str | None:
    """Why it is not; None also where somebody decided meanwhile: its page says what."""
    if field(fields, "same") != "yes":
        return "unseen"
    desk, account = EnrolmentDesk(access.clock, access.chance), audited(admin.id)
    with transaction(access.engine) as db:
        asked = desk.one(db, enrolment)
        if asked is None or asked.state != "asked":
            return None
        if not asked.shows(field(fields, "check")):
            return "another"
        if needs_another(asked, admin):
            return "second"
        former = asked.replaces
        # Where it stands now: since the code was made, it may have come to another agency.
        taken = (place_now(db, each) for each in (asked.kiosk, former) if each is not None)
        if not all(admin.may(Deed.ADMINISTER, each) for each in taken):
            return "elsewhere"
        if asked.takes_a_place and not _maker_still_may(db, access, asked):
            return "maker"
        try:
            approved = desk.approve(db, enrolment, account)
        except EnrolmentUnknown:
            return None
        access.audit.record_staff(
            db, account, "kiosk_approve", "done", kiosk=approved.kiosk, request=enrolment
        )
        if former is not None:
            access.audit.record_staff(
                db, account, "kiosk_revoke", "replaced", kiosk=former, request=enrolment
            )
    return None


def _maker_still_may(db: Session, access: Access, asked: Enrolment) -> bool:
    """Whether the first of the two could still make that code; of an account of the system, the
    system says."""
    if not asked.made_by.startswith(audited("")):
        return True
    maker = access.sessions.known_admin(db, asked.made_by.removeprefix(audited("")))
    place = place_at(db, asked.site, asked.kiosk)
    return maker is not None and maker.may(Deed.ADMINISTER, place)


def _back(enrolment: UUID) -> Response:
    return RedirectResponse(f"/enrolments/{enrolment}", HTTPStatus.SEE_OTHER)


async def _shown(
    request: Request, access: Access, admin: Admin, enrolment: UUID, wrong: str | None = None
) -> Response:
    line = await access.in_thread(partial(one, access, admin, enrolment))
    if line is None:
        raise HTTPException(404)
    found, now = line.enrolment, access.clock.now()
    is_open = found.state == "open" and found.expires_at > now
    if is_open and request.headers.get("hx-request"):
        return Response(status_code=HTTPStatus.NO_CONTENT)
    code = code_here(access, request, admin.id, enrolment) if is_open else None
    return page(
        request,
        "enrolment.html",
        status=HTTPStatus.OK if wrong is None else HTTPStatus.BAD_REQUEST,
        line=line,
        found=found,
        is_open=is_open,
        code=None if code is None else grouped(code),
        qr=None if code is None else qr_of(code),
        left=found.expires_at - now,
        decided=found.state in _DECIDED,
        wrong=wrong,
    )
