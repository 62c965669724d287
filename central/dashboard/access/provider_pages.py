"""Signing in at the provider, and proving there once more who one is."""

import base64
import json
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from central.admins.accounts import LoginTaken, account_of_subject
from central.admins.oidc import (
    CallbackAnswer,
    OidcClient,
    PendingSignIn,
    ProviderUnreachable,
    SignInRefused,
)
from central.admins.oidc_claims import ProvenSubject
from central.admins.sign_in import NOBODY, audited
from central.dashboard.access.container import CALLBACK, Access, AccessOf
from central.dashboard.access.cookies import FORM, PENDING, SESSION, drop_cookie, set_cookie
from central.dashboard.access.deeds import NotGranted, for_everybody, for_oneself, session_of
from central.dashboard.access.forms import local_path
from central.dashboard.access.kept import asking
from central.dashboard.access.sign_in_pages import networks_of
from central.dashboard.signed_in import SignedIn
from central.store.database import transaction
from shared_runtime.private import Private
from wire.sealing import SealBroken

_PENDING_FOR_S = 600
_LONGEST = 4_096

router = APIRouter(include_in_schema=False)
_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True, repr=False)
class _SentAway(Private):
    """``proving``: the admin who is to prove once more who they are; empty for a sign-in."""

    pending: PendingSignIn
    to: str
    proving: str


@router.get("/sign-in/provider", dependencies=[for_everybody()])
async def to_provider(request: Request, access: AccessOf, to: str = "/") -> Response:
    return await _send_away(request, access, local_path(to), "")


@router.get("/prove-again/provider", dependencies=[for_oneself()])
async def to_provider_again(
    request: Request, access: AccessOf, admin: SignedIn, to: str = "/"
) -> Response:
    return await _send_away(request, access, local_path(to), admin.id)


@router.get(CALLBACK, dependencies=[for_everybody()])
async def from_provider(
    request: Request,
    access: AccessOf,
    state: str = "",
    code: str = "",
    iss: str = "",
    error: str = "",
) -> Response:
    client, sent = _client(access), _unsealed(access, request.cookies.get(PENDING, ""))
    if sent is None:
        return _refused(request, "access.provider_again")
    wait_s = await access.in_thread(
        partial(access.sign_in.lockout.address_wait_s, networks_of(request))
    )
    if wait_s is not None:
        return asking(request, "sign_in.html", HTTPStatus.TOO_MANY_REQUESTS, wait_s=wait_s)
    answer = CallbackAnswer(state, code[:_LONGEST], iss, error)
    try:
        subject = await client.subject(sent.pending, answer)
    except ProviderUnreachable:
        return _unreachable(request)
    except SignInRefused as refused:
        await access.in_thread(partial(_record_refusal, access, sent, str(refused)))
        return _refused(request, "access.provider_refused")
    work = (
        partial(_prove, access, request, sent.proving, subject)
        if sent.proving
        else partial(_let_in, access, request, subject)
    )
    made = await access.in_thread(work)
    if made is None:
        return _refused(request, "access.provider_not_anew" if sent.proving else "access.no_grant")
    response = RedirectResponse(sent.to, HTTPStatus.SEE_OTHER)
    set_cookie(response, SESSION, made)
    drop_cookie(response, PENDING)
    drop_cookie(response, FORM)
    return response


async def _send_away(request: Request, access: Access, to: str, proving: str) -> Response:
    client, pending = _client(access), PendingSignIn.new(access.chance)
    try:
        address = await client.address(pending, again=bool(proving))
    except (ProviderUnreachable, SignInRefused):
        return _unreachable(request)
    response = RedirectResponse(address, HTTPStatus.SEE_OTHER)
    sealed = _sealed(access, _SentAway(pending, to, proving))
    set_cookie(response, PENDING, sealed, _PENDING_FOR_S)
    return response


def _let_in(access: Access, request: Request, subject: ProvenSubject) -> str | None:
    """The token of a new session; None for whom nobody has granted anything."""
    issuer, before = _client(access).provider.rules.issuer, request.state.admin_session
    with transaction(access.engine) as db:
        account = account_of_subject(db, issuer, subject.subject)
        if account is None and subject.grants:
            with suppress(LoginTaken):  # in another tab, just now
                access.accounts.add_subject(db, issuer, subject.subject, subject.name)
            account = account_of_subject(db, issuer, subject.subject)
        granted = account is not None and bool(account.grants or subject.grants)
        if account is None or account.suspended or not granted:
            known = NOBODY if account is None else audited(account.id)
            access.audit.record_staff(db, known, "sign_in", "oidc-not-granted")
            return None
        if before is not None:
            access.sessions.end(db, before.admin.id, before.id)
        access.audit.record_staff(db, audited(account.id), "sign_in", "oidc")
        return access.sessions.begin(db, account.id, subject.grants)


def _prove(access: Access, request: Request, proving: str, subject: ProvenSubject) -> str | None:
    """The new token of the session; None where another one proved it, or nobody just now."""
    issuer = _client(access).provider.rules.issuer
    with transaction(access.engine) as db:
        account = account_of_subject(db, issuer, subject.subject)
        lately = subject.proved_at is not None and (
            abs(access.clock.now().timestamp() - subject.proved_at)
            < access.settings.session_times.fresh.total_seconds()
        )
        live = request.state.admin_session
        is_same = account is not None and live is not None and account.id == live.admin.id
        proven = is_same and proving == live.admin.id and lately
        access.audit.record_staff(
            db, audited(proving), "prove_again", "oidc" if proven else "oidc-not-anew"
        )
        return access.sessions.prove_again(db, session_of(request).id) if proven else None


def _record_refusal(access: Access, sent: _SentAway, slug: str) -> None:
    _log.warning("provider_refused", why=slug)
    with transaction(access.engine) as db:
        access.audit.record_staff(
            db,
            audited(sent.proving or None),
            "prove_again" if sent.proving else "sign_in",
            f"oidc-{slug}"[:32],
        )


def _refused(request: Request, mistake: str) -> Response:
    template = "sign_in.html" if request.state.admin is None else "prove.html"
    response = asking(request, template, HTTPStatus.FORBIDDEN, mistake=mistake)
    drop_cookie(response, PENDING)
    return response


def _unreachable(request: Request) -> Response:
    _log.warning("provider_unreachable")
    template = "sign_in.html" if request.state.admin is None else "prove.html"
    return asking(
        request, template, HTTPStatus.SERVICE_UNAVAILABLE, mistake="access.provider_unreachable"
    )


def _client(access: Access) -> OidcClient:
    if access.oidc is None:
        raise NotGranted(known=False)
    return access.oidc


def _sealed(access: Access, sent: _SentAway) -> str:
    now, pending = int(access.clock.now().timestamp()), sent.pending
    plain = json.dumps([pending.state, pending.nonce, pending.verifier, sent.to, sent.proving, now])
    sealed = access.key.seal(access.chance, "admin-oidc", "", plain.encode("utf-8"))
    return base64.urlsafe_b64encode(sealed).decode("ascii")


def _unsealed(access: Access, text: str) -> _SentAway | None:
    try:
        plain = access.key.unseal("admin-oidc", "", base64.urlsafe_b64decode(text))
    except (SealBroken, ValueError):
        return None
    state, nonce, verifier, to, proving, at = json.loads(plain)
    if abs(access.clock.now().timestamp() - at) > _PENDING_FOR_S:
        return None
    return _SentAway(PendingSignIn(state, nonce, verifier), to, proving)
