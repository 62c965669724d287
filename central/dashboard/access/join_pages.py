"""The open pages on which somebody who was invited sets password and second factor by herself.

The code of the invitation is typed here and never stands in an address, where histories, logs and
previews of mail would keep it. The secret of the second factor waits sealed in the page.
"""

import base64
import json
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Literal

import segno
from fastapi import APIRouter, Request, Response

from central.admins.accounts import SHORTEST_PASSWORD, WeakPassword, checked_password
from central.admins.invitations import Invited
from central.admins.second_factor import (
    grouped,
    new_secret,
    provisioning_uri,
    step_of,
    typed_code,
)
from central.admins.sign_in import audited
from central.dashboard.access.container import Access, AccessOf
from central.dashboard.access.deeds import for_everybody
from central.dashboard.access.forms import Fields, field, sent_fields
from central.dashboard.access.kept import shown
from central.dashboard.access.sign_in_pages import networks_of
from central.store.database import transaction
from shared_runtime.private import Private
from wire.sealing import SealBroken

_SEALED_FOR = "join"
_LONGEST_SEALED = 2_000
_LONGEST_PASSWORD = 200
WrongJoin = Literal["short", "long", "guessed", "differs", "totp"]

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, repr=False)
class _Joining(Private):
    """A code that was right, and the secret that the authenticator is given with it."""

    code: str
    secret: str


@router.get("/join", dependencies=[for_everybody()])
async def ask(request: Request) -> Response:
    return shown(request, "join.html", HTTPStatus.OK, mistake="", wait_s=0)


@router.post("/join", dependencies=[for_everybody()])
async def begin(request: Request, access: AccessOf) -> Response:
    typed = field(sent_fields(request), "code", 64)
    again = partial(_ask_again, request)
    if not request.state.is_ours:
        return again(HTTPStatus.FORBIDDEN, "join.open_too_long")
    wait_s = await access.in_thread(partial(_wait_s, access, request))
    if wait_s is not None:
        return again(HTTPStatus.TOO_MANY_REQUESTS, "", wait_s)
    invited = await access.in_thread(partial(_found, access, typed))
    if invited is None:
        return again(HTTPStatus.BAD_REQUEST, "join.unknown")
    return _credential(request, access, invited, _Joining(typed, new_secret(access.chance)))


@router.post("/join/credential", dependencies=[for_everybody()])
async def finish(request: Request, access: AccessOf) -> Response:
    fields = sent_fields(request)
    again = partial(_ask_again, request)
    joining = _opened(access, field(fields, "joining", _LONGEST_SEALED))
    if not request.state.is_ours:
        return again(HTTPStatus.FORBIDDEN, "join.open_too_long")
    if joining is None:
        return again(HTTPStatus.BAD_REQUEST, "join.open_too_long")
    wait_s = await access.in_thread(partial(_wait_s, access, request))
    if wait_s is not None:
        return again(HTTPStatus.TOO_MANY_REQUESTS, "", wait_s)
    invited = await access.in_thread(partial(_found, access, joining.code))
    if invited is None:
        return again(HTTPStatus.BAD_REQUEST, "join.unknown")
    wrong = _wrong(access, invited, joining, fields)
    if wrong:
        return _credential(request, access, invited, joining, wrong)
    password = checked_password(field(fields, "password", _LONGEST_PASSWORD), invited.login)
    codes = await access.in_thread(partial(_join, access, invited, joining, password))
    if codes is None:
        return again(HTTPStatus.BAD_REQUEST, "join.unknown")
    return shown(request, "joined.html", HTTPStatus.OK, login=invited.login, codes=codes)


def _wait_s(access: Access, request: Request) -> int | None:
    """Counted with the sign-ins from there: who guesses has no more tries for having two pages."""
    return access.sign_in.lockout.address_wait_s(networks_of(request))


def _found(access: Access, code: str) -> Invited | None:
    with transaction(access.engine) as db:
        return access.invitations.find(db, code)


def _join(
    access: Access, invited: Invited, joining: _Joining, password: str
) -> tuple[str, ...] | None:
    hashed = access.sign_in.hasher.hash(password)
    with transaction(access.engine) as db:
        codes = access.invitations.accept(db, joining.code, hashed, joining.secret)
        if codes is not None:
            access.audit.record_staff(
                db, audited(invited.admin), "admin_join", "done", kiosk=audited(invited.admin)
            )
    return None if codes is None else tuple(map(grouped, codes))


def _wrong(
    access: Access, invited: Invited, joining: _Joining, fields: Fields
) -> tuple[WrongJoin, ...]:
    """What is to be typed anew, all of it at once."""
    password, wrong = field(fields, "password", _LONGEST_PASSWORD), list[WrongJoin]()
    try:
        checked_password(password, invited.login)
    except WeakPassword as error:
        wrong.append(error.why)
    else:
        if field(fields, "again", _LONGEST_PASSWORD) != password:
            wrong.append("differs")
    code = typed_code(field(fields, "totp", 64))
    if step_of(joining.secret, code, access.clock.now(), 0) is None:
        wrong.append("totp")
    return tuple(wrong)


def _credential(
    request: Request,
    access: Access,
    invited: Invited,
    joining: _Joining,
    wrong: tuple[WrongJoin, ...] = (),
) -> Response:
    address = provisioning_uri(joining.secret, invited.login, access.settings.caisse_name)
    return shown(
        request,
        "join_credential.html",
        HTTPStatus.BAD_REQUEST if wrong else HTTPStatus.OK,
        invited=invited,
        joining=_sealed(access, joining),
        qr=segno.make(address).svg_data_uri(scale=5, border=4, light="#fff"),
        secret=grouped(joining.secret),
        shortest=SHORTEST_PASSWORD,
        wrong=wrong,
    )


def _ask_again(request: Request, status: HTTPStatus, mistake: str, wait_s: int = 0) -> Response:
    response = shown(request, "join.html", status, mistake=mistake, wait_s=wait_s)
    if wait_s:
        response.headers["Retry-After"] = str(wait_s)
    return response


def _sealed(access: Access, joining: _Joining) -> str:
    plain = json.dumps([joining.code, joining.secret]).encode()
    sealed = access.key.seal(access.chance, "admin-form", _SEALED_FOR, plain)
    return base64.urlsafe_b64encode(sealed).decode("ascii")


def _opened(access: Access, text: str) -> _Joining | None:
    try:
        plain = access.key.unseal("admin-form", _SEALED_FOR, base64.urlsafe_b64decode(text))
    except (SealBroken, ValueError):
        return None
    code, secret = json.loads(plain)
    return _Joining(code, secret)
