"""Those who look after the kiosks: who may sign in, and inviting one more."""

from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from central.admins.accounts import LoginTaken, login_of, shown_name
from central.admins.invitations import MadeInvitation
from central.admins.listing import AdminState, ListedAdmin, listed_admins
from central.admins.roles import Admin, Deed
from central.admins.second_factor import grouped
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import fresh, may
from central.dashboard.access.forms import field, sent_fields
from central.dashboard.query_texts import plain_text, storable
from central.dashboard.rendering import page
from central.dashboard.signed_in import SignedIn
from central.store.database import transaction

MOST = 200
_MAY = may(Deed.ADMINISTER)
router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class InvitationForm:
    """As it was typed, and what is wrong with which field."""

    name: str = ""
    login: str = ""
    wrong: str = ""


@router.get("/admins", dependencies=[_MAY])
async def show(request: Request, access: AccessOf) -> HTMLResponse:
    search = plain_text(request.query_params.get("q", ""))

    def find() -> tuple[ListedAdmin, ...]:
        with transaction(access.engine) as db:
            found = listed_admins(
                db, access.changes.lockout, access.clock.now(), search=search, at_most=MOST + 1
            )
            return tuple(found)

    found = await access.in_thread(find)
    return page(
        request,
        "admins.html",
        people=found[:MOST],
        more=len(found) > MOST,
        search=search,
        waiting=[each for each in found if each.state is AdminState.LOCKED],
    )


@router.get("/admins/new", dependencies=[_MAY])
async def new(request: Request) -> HTMLResponse:
    return _form(request, InvitationForm())


@router.post("/admins/new", dependencies=[_MAY, fresh()])
async def invite(request: Request, access: AccessOf, admin: SignedIn) -> Response:
    """The code is shown with this answer and never again: no address and no second look has it."""
    fields = sent_fields(request)
    name, login = storable(field(fields, "name")), storable(field(fields, "login"))
    typed = partial(InvitationForm, name, login)
    if not shown_name(name):
        return _form(request, typed("name"))
    try:
        checked = login_of(login)
    except ValueError:
        return _form(request, typed("login"))
    try:
        made = await access.in_thread(partial(_invite, access, admin, checked, name))
    except LoginTaken:
        return _form(request, typed("taken"))
    return invited(request, access, made, shown_name(name), checked)


def invited(
    request: Request, access: Access, made: MadeInvitation, name: str, login: str
) -> HTMLResponse:
    return page(
        request,
        "admin_invited.html",
        made=made,
        code=grouped(made.code),
        name=name,
        login=login,
        address=access.settings.public_url + "/join",
    )


def _invite(access: Access, admin: Admin, login: str, name: str) -> MadeInvitation:
    with transaction(access.engine) as db:
        made = access.invitations.add(db, login, name)
        access.audit.record_staff(
            db, audited(admin.id), "admin_invite", "done", kiosk=audited(made.admin)
        )
    return made


def _form(request: Request, form: InvitationForm) -> HTMLResponse:
    status = HTTPStatus.BAD_REQUEST if form.wrong else HTTPStatus.OK
    return page(request, "admin_new.html", status=status, form=form)
