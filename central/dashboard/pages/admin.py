"""One of those who look after the kiosks: what they may do where, and whether they are let in."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse, RedirectResponse
from sqlalchemy.orm import Session

from central.admins.accounts import AdminAccount, account_named
from central.admins.changes import AccountChange, ChangeRefused, ChangesByAdmin
from central.admins.invitations import MadeInvitation
from central.admins.listing import ListedAdmin, listed_admins
from central.admins.roles import Admin, AdminRole, Deed, Grant, Scope
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import NotGranted, fresh, may
from central.dashboard.access.forms import Fields, field, sent_fields
from central.dashboard.container import DashboardContainer, DashboardContainerOf
from central.dashboard.pages.admins import invited
from central.dashboard.rendering import page
from central.dashboard.scope_choices import scopes_of_choices
from central.dashboard.signed_in import SignedIn
from central.fleet.reach import EVERYWHERE
from central.store.database import transaction

WhoseInPath = Annotated[str, Path(pattern=r"^[0-9A-Z]{16}$")]
_MAY = may(Deed.ADMINISTER)
_TOLD = frozenset(
    {"granted", "taken_back", "no_grant", "suspend", "resume", "unlock", "own", "last", "joined"}
)
_NOT_DONE = frozenset({"own", "last", "joined", "no_grant"})

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class GrantForm:
    """As it was chosen, and which of both is to be chosen anew."""

    role: str = ""
    scope: str = ""
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class ShownAdmin:
    """``claimed``: what the provider's groups give beside the grants."""

    listed: ListedAdmin
    claimed: tuple[Grant, ...]


@router.get("/admins/{whose}", dependencies=[_MAY])
async def show(
    request: Request,
    access: AccessOf,
    container: DashboardContainerOf,
    admin: SignedIn,
    whose: WhoseInPath,
) -> HTMLResponse:
    return await _shown(request, access, container, admin, whose, GrantForm())


@router.post("/admins/{whose}/grants", dependencies=[_MAY, fresh()])
async def give(
    request: Request,
    access: AccessOf,
    container: DashboardContainerOf,
    admin: SignedIn,
    whose: WhoseInPath,
) -> Response:
    fields = sent_fields(request)
    grant = _grant(fields)
    choices = await container.choices.current(EVERYWHERE)
    if grant is None or str(grant.scope) not in scopes_of_choices(choices):
        role, scope = field(fields, "role", 16), field(fields, "scope", 80)
        wrong = "role" if role not in set(AdminRole) else "scope"
        form = GrantForm(role, scope, wrong)
        return await _shown(request, access, container, admin, whose, form)

    def write(db: Session, who: AdminAccount, by: ChangesByAdmin) -> str:
        by.give(db, who, grant)
        return "granted"

    return await _changed(access, admin, whose, write)


@router.post("/admins/{whose}/grants/end", dependencies=[_MAY, fresh()])
async def take_back(
    request: Request, access: AccessOf, admin: SignedIn, whose: WhoseInPath
) -> Response:
    grant = _grant(sent_fields(request))

    def write(db: Session, who: AdminAccount, by: ChangesByAdmin) -> str:
        done = grant is not None and by.take_back(db, who, grant)
        return "taken_back" if done else "no_grant"

    return await _changed(access, admin, whose, write)


@router.post("/admins/{whose}/invite", dependencies=[_MAY, fresh()])
async def invite(
    request: Request, access: AccessOf, admin: SignedIn, whose: WhoseInPath
) -> Response:
    def write() -> tuple[AdminAccount, MadeInvitation | None]:
        with transaction(access.engine) as db:
            who, made = _known(db, whose), access.invitations.renew(db, whose)
            if made is not None:
                by, of = audited(admin.id), audited(whose)
                access.audit.record_staff(db, by, "admin_invite", "again", kiosk=of)
        return who, made

    who, made = await access.in_thread(write)
    if made is None:
        return _told(whose, "joined")
    return invited(request, access, made, who.name, who.login)


@router.post("/admins/{whose}/{change}", dependencies=[_MAY, fresh()])
async def change(
    access: AccessOf, admin: SignedIn, whose: WhoseInPath, change: AccountChange
) -> Response:
    def write(db: Session, who: AdminAccount, by: ChangesByAdmin) -> str:
        by.make(db, change, who)
        return change.value

    return await _changed(access, admin, whose, write)


async def _changed(
    access: Access,
    admin: Admin,
    whose: str,
    write: Callable[[Session, AdminAccount, ChangesByAdmin], str],
) -> Response:
    def in_transaction() -> str:
        try:
            with transaction(access.engine) as db:
                return write(db, _known(db, whose), ChangesByAdmin(access.changes, admin.id))
        except ChangeRefused as refused:
            return str(refused)

    return _told(whose, await access.in_thread(in_transaction))


def _told(whose: str, told: str) -> Response:
    return RedirectResponse(f"/admins/{whose}?told={told}", HTTPStatus.SEE_OTHER)


def _known(db: Session, whose: str) -> AdminAccount:
    found = account_named(db, whose)
    if found is None or found.id != whose:
        raise NotGranted(known=False)
    return found


def _grant(fields: Fields) -> Grant | None:
    try:
        role, scope = AdminRole(field(fields, "role", 16)), Scope.parse(field(fields, "scope", 80))
    except ValueError:
        return None
    return Grant(role, scope)


async def _shown(
    request: Request,
    access: Access,
    container: DashboardContainer,
    admin: Admin,
    whose: str,
    form: GrantForm,
) -> HTMLResponse:
    shown = await access.in_thread(partial(_find, access, whose))
    told = request.query_params.get("told", "")
    return page(
        request,
        "admin.html",
        status=HTTPStatus.BAD_REQUEST if form.wrong else HTTPStatus.OK,
        who=shown.listed,
        claimed=shown.claimed,
        is_self=admin.id == whose,
        roles=list(AdminRole),
        scopes=scopes_of_choices(await container.choices.current(EVERYWHERE)),
        form=form,
        told=told if told in _TOLD else None,
        not_done=told in _NOT_DONE,
    )


def _find(access: Access, whose: str) -> ShownAdmin:
    with transaction(access.engine) as db:
        lockout, now = access.changes.lockout, access.clock.now()
        found = listed_admins(db, lockout, now, one=whose)
        known = access.sessions.known_admin(db, whose)
    if not found:
        raise NotGranted(known=False)
    listed = found[0]
    grants = () if known is None else known.grants
    return ShownAdmin(listed, tuple(each for each in grants if each not in listed.grants))
