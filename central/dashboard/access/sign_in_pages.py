"""Signing in with a local account, and out again; going on with a form that waited for that."""

from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from central.admins.roles import Admin
from central.admins.sessions import LiveSession
from central.admins.sign_in import (
    NotProven,
    Proven,
    SignInLocked,
    SignInOutcome,
    TypedCredential,
    audited,
)
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.cookies import FORM, SESSION, drop_cookie, set_cookie
from central.dashboard.access.deeds import for_everybody, for_oneself, session_of
from central.dashboard.access.forms import Fields, field, local_path, sent_fields
from central.dashboard.access.kept import asking, confirm, of_this_admin
from central.dashboard.signed_in import SignedIn
from central.store.audit import StaffAct
from central.store.database import transaction
from central.web.addresses import origin

LONGEST_CARRIED = 65_536
router = APIRouter(include_in_schema=False)


@router.get("/sign-in", dependencies=[for_everybody()])
async def sign_in_form(request: Request, to: str = "/") -> Response:
    if request.state.admin is not None:
        return RedirectResponse(local_path(to), HTTPStatus.SEE_OTHER)
    return asking(request, "sign_in.html", HTTPStatus.OK, to=local_path(to))


@router.post("/sign-in", dependencies=[for_everybody()])
async def sign_in(request: Request, access: AccessOf) -> Response:
    fields = sent_fields(request)
    to, sealed = local_path(field(fields, "to")), field(fields, "carried", LONGEST_CARRIED)
    again = partial(asking, request, "sign_in.html", to=to, carried=sealed)
    login = field(fields, "login", 64)
    if not request.state.is_ours:
        return again(HTTPStatus.FORBIDDEN, login=login, mistake="access.open_too_long")
    outcome = await access.in_thread(partial(check, access, request, typed(fields), "sign_in"))
    match outcome:
        case Proven(admin):
            made, found = await access.in_thread(partial(_begin, access, request, admin))
            response = _go_on(access, request, found, to, sealed, made)
            drop_cookie(response, FORM)
            return response
        case NotProven():
            return again(login=login, mistake="access.not_proven")
        case SignInLocked(wait_s):
            return again(HTTPStatus.TOO_MANY_REQUESTS, login=login, wait_s=wait_s)


@router.post("/sign-out", dependencies=[for_oneself()])
async def sign_out(request: Request, access: AccessOf, admin: SignedIn) -> Response:
    def end() -> None:
        with transaction(access.engine) as db:
            access.sessions.end(db, admin.id, session_of(request).id)
            access.audit.record_staff(db, audited(admin.id), "sign_out", "done")

    await access.in_thread(end)
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    drop_cookie(response, SESSION)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@router.post("/form-again", dependencies=[for_everybody()])
async def form_again(request: Request) -> Response:
    """After signing in elsewhere, as at the provider in another tab. It shows a form that we have
    sealed, and does nothing: so the token of the page, of before the session, is not asked for."""
    sealed = field(sent_fields(request), "carried", LONGEST_CARRIED)
    if request.state.admin is None:
        return asking(request, "sign_in.html", carried=sealed, mistake="access.sign_in_first")
    return confirm_carried(request, request.state.admin, sealed)


def confirm_carried(request: Request, admin: Admin, sealed: str) -> Response:
    form = of_this_admin(request, sealed, admin)
    if form is None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    return confirm(request, form.to, form.fields)


def typed(fields: Fields, login: str | None = None) -> TypedCredential:
    given = field(fields, "login", 64) if login is None else login
    return TypedCredential(given, field(fields, "password"), field(fields, "totp", 64))


def check(
    access: Access, request: Request, credential: TypedCredential, act: StaffAct
) -> SignInOutcome:
    return access.sign_in.check(credential, networks_of(request), act)


def networks_of(request: Request) -> tuple[tuple[str, int], ...]:
    came = origin("" if request.client is None else request.client.host)
    return ((came.household, 1), *came.wider)


def _begin(access: Access, request: Request, admin: str) -> tuple[str, Admin]:
    """A new session, never one that was there before: its token is known to nobody else."""
    before = request.state.admin_session
    with transaction(access.engine) as db:
        if before is not None:
            access.sessions.end(db, before.admin.id, before.id)
        made = access.sessions.begin(db, admin)
        found = access.sessions.find(db, made)
    assert isinstance(found, LiveSession)
    return made, found.admin


def _go_on(
    access: Access, request: Request, admin: Admin, to: str, sealed: str, made: str
) -> Response:
    request.state.admin = admin
    request.state.form_token = access.key.form_token(access.chance, made)
    request.state.new_form_cookie = ""
    response: Response = (
        confirm_carried(request, admin, sealed)
        if sealed
        else RedirectResponse(to, HTTPStatus.SEE_OTHER)
    )
    set_cookie(response, SESSION, made)
    return response
