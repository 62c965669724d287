"""Where somebody is signed in: their own sessions, and for an administrator another one's."""

from functools import partial
from http import HTTPStatus
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import RedirectResponse

from central.admins.accounts import account_named
from central.admins.roles import Deed
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import NotGranted, for_oneself, may, session_of
from central.dashboard.access.rendering import page
from central.dashboard.signed_in import SignedIn
from central.store.database import transaction

AdminId = Annotated[str, Path(pattern=r"^[0-9A-Z]{16}$")]
router = APIRouter(include_in_schema=False)


@router.get("/my-sessions", dependencies=[for_oneself()])
async def my_sessions(request: Request, access: AccessOf, admin: SignedIn) -> Response:
    return await access.in_thread(partial(_listed, access, request, admin.id))


@router.post("/my-sessions/{session}/end", dependencies=[for_oneself()])
async def end_mine(access: AccessOf, admin: SignedIn, session: UUID) -> Response:
    await access.in_thread(partial(_end, access, admin.id, session, admin.id))
    return RedirectResponse("/my-sessions", HTTPStatus.SEE_OTHER)


@router.get("/admins/{whose}/sessions", dependencies=[may(Deed.ADMINISTER)])
async def sessions_of(request: Request, access: AccessOf, whose: AdminId) -> Response:
    return await access.in_thread(partial(_listed, access, request, whose))


@router.post("/admins/{whose}/sessions/{session}/end", dependencies=[may(Deed.ADMINISTER)])
async def end_theirs(access: AccessOf, admin: SignedIn, whose: AdminId, session: UUID) -> Response:
    await access.in_thread(partial(_end, access, whose, session, admin.id))
    return RedirectResponse(f"/admins/{whose}/sessions", HTTPStatus.SEE_OTHER)


def _listed(access: Access, request: Request, whose: str) -> Response:
    with transaction(access.engine) as db:
        account = account_named(db, whose)
        found = access.sessions.of_admin(db, whose)
    if account is None or account.id != whose:
        raise NotGranted(known=False)
    mine = request.state.admin.id == whose
    return page(
        request,
        "sessions.html",
        whose=account,
        path="/my-sessions" if mine else f"/admins/{whose}/sessions",
        mine=mine,
        this_session=session_of(request).id,
        sessions=found,
        zone=access.settings.zone,
    )


def _end(access: Access, whose: str, session: UUID, by: str) -> None:
    with transaction(access.engine) as db:
        if access.sessions.end(db, whose, session):
            access.audit.record_staff(db, audited(by), "session_end", "done", kiosk=audited(whose))
