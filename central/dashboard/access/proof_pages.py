"""Proving once more who one is, before what cannot be undone."""

from functools import partial
from http import HTTPStatus

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select

from central.admins.sign_in import NotProven, Proven, SignInLocked, TypedCredential
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.cookies import SESSION, set_cookie
from central.dashboard.access.deeds import for_oneself, session_of
from central.dashboard.access.forms import Fields, field, local_path, sent_fields
from central.dashboard.access.kept import asking
from central.dashboard.access.sign_in_pages import (
    LONGEST_CARRIED,
    check,
    confirm_carried,
    typed,
)
from central.dashboard.signed_in import SignedIn
from central.store.admin_models import AdminRow
from central.store.database import transaction

router = APIRouter(include_in_schema=False)


@router.get("/prove-again", dependencies=[for_oneself()])
async def proof_form(request: Request, to: str = "/") -> Response:
    return asking(request, "prove.html", HTTPStatus.OK, to=local_path(to))


@router.post("/prove-again", dependencies=[for_oneself()])
async def prove_again(request: Request, access: AccessOf, admin: SignedIn) -> Response:
    fields = sent_fields(request)
    to, sealed = local_path(field(fields, "to")), field(fields, "carried", LONGEST_CARRIED)
    again = partial(asking, request, "prove.html", to=to, carried=sealed)
    own = await access.in_thread(partial(_own, access, admin.id, fields))
    outcome = await access.in_thread(partial(check, access, request, own, "prove_again"))
    match outcome:
        case Proven() as proven if proven.admin == admin.id:
            made = await access.in_thread(partial(rotated, access, request))
            if made is None:
                return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
            request.state.form_token = access.key.form_token(access.chance, made)
            response = (
                confirm_carried(request, admin, sealed)
                if sealed
                else RedirectResponse(to, HTTPStatus.SEE_OTHER)
            )
            set_cookie(response, SESSION, made)
            return response
        case Proven() | NotProven():
            return again(HTTPStatus.UNPROCESSABLE_ENTITY, mistake="access.not_proven_again")
        case SignInLocked(wait_s):
            return again(HTTPStatus.TOO_MANY_REQUESTS, wait_s=wait_s)


def rotated(access: Access, request: Request) -> str | None:
    with transaction(access.engine) as db:
        return access.sessions.prove_again(db, session_of(request).id)


def _own(access: Access, admin: str, fields: Fields) -> TypedCredential:
    with transaction(access.engine) as db:
        login = db.scalar(select(AdminRow.login).where(AdminRow.id == admin))
    return typed(fields, login or "")
