"""Before each route of the console: who it is, whether the form is ours, and what becomes of both
where the session is over."""

from functools import partial
from http import HTTPStatus
from urllib.parse import quote, urlencode

import structlog
from fastapi import Request, Response
from fastapi.responses import RedirectResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.admins.sessions import LiveSession, OverSession
from central.dashboard.access.container import Access
from central.dashboard.access.cookies import FORM, SESSION
from central.dashboard.access.forms import (
    SAFE,
    from_our_pages,
    is_form_token,
    local_path,
    read_form,
)
from central.dashboard.access.headers import with_security
from central.dashboard.access.kept import keep_form, over, stale
from central.dashboard.access.rendering import page
from central.runtime.chance import token
from central.store.database import STORE_FAILS, transaction

_LATER = {"Retry-After": "30"}
_log = structlog.get_logger("central")


class AccessGate:
    """Sets ``request.state.admin`` (None before signing in), ``admin_session``, ``form_token`` and
    ``form`` for the routes. What is not open is for those alone who have a session: deny first."""

    def __init__(self, app: ASGIApp, access: Access) -> None:
        self._app, self._access = app, access

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        encrypted = self._access.settings.encrypted

        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = with_security(message.get("headers", ()), encrypted)
            await send(message)

        try:
            answer, receive = await self._answer(request, receive)
        except HTTPException as error:
            # A body that is too large or too slow, as the guard around this says.
            answer = page(request, "refused.html", error.status_code, reason="body")
        except STORE_FAILS as error:
            _log.error("store_unavailable", kind=type(error).__name__)
            answer = page(request, "refused.html", 503, _LATER, reason="store")
        await (answer or self._app)(scope, receive, secured)

    async def _answer(self, request: Request, receive: Receive) -> tuple[ASGIApp | None, Receive]:
        """What is answered instead of the route, if anything."""
        access, cookie = self._access, request.cookies.get(SESSION, "")
        state = request.state
        state.admin, state.admin_session, state.form_token, state.form = None, None, "", ()
        found = await access.in_thread(partial(self._find, cookie, _by_itself(request)))
        live = found if isinstance(found, LiveSession) else None
        anonymous = "" if live else request.cookies.get(FORM, "")
        bound = cookie if live else anonymous
        is_form = False
        if live is not None:
            state.admin, state.admin_session = live.admin, live
        if request.method not in SAFE:
            if not from_our_pages(request, access.origin):
                return page(request, "refused.html", 403, reason="elsewhere"), receive
            state.form, is_form, receive = await read_form(request, receive)
        is_ours = request.method in SAFE or is_form_token(access, bound, request, state.form)
        made = "" if bound else token(access.chance)
        state.form_token = access.key.form_token(access.chance, bound or made)
        state.new_form_cookie = made
        if access.is_open(request.url.path):
            # These look at the token themselves: a page that was left open is filled in anew.
            state.is_ours = is_ours
            return None, receive
        if live is not None:
            state.is_ours = is_ours
            return (None if is_ours else stale(request, is_form)), receive
        if request.method in SAFE:
            return self._to_sign_in(request), receive
        whose = found.admin if isinstance(found, OverSession) else ""
        return (keep_form(request, "sign_in.html", whose) if is_form else over(request)), receive

    def _find(self, cookie: str, by_itself: bool) -> LiveSession | OverSession | None:
        access = self._access
        if not cookie:
            return None
        with access.light.connect() as connection:
            found = access.sessions.find(connection, cookie)
        if isinstance(found, LiveSession) and found.seen_long_ago and not by_itself:
            with transaction(access.engine) as db:
                access.sessions.touch(db, found.id)
        return found

    def _to_sign_in(self, request: Request) -> Response:
        shown = request.url.path
        if request.headers.get("hx-request"):
            # The script would put the sign-in page into the middle of another one.
            current = request.headers.get("hx-current-url", "")
            shown = local_path(current.removeprefix(self._access.origin))
            return Response(
                status_code=HTTPStatus.UNAUTHORIZED, headers={"HX-Redirect": sign_in_at(shown)}
            )
        if "text/event-stream" in request.headers.get("accept", ""):
            return Response(status_code=HTTPStatus.UNAUTHORIZED)
        if request.url.query:
            shown += f"?{request.url.query}"
        return RedirectResponse(sign_in_at(local_path(shown)), HTTPStatus.SEE_OTHER)


def _by_itself(request: Request) -> bool:
    """A page that is only open keeps nobody signed in, with its stream and what it fetches then."""
    is_stream = "text/event-stream" in request.headers.get("accept", "")
    return is_stream or request.headers.get("hx-trigger") == "live"


def sign_in_at(path: str) -> str:
    return "/sign-in" if path == "/" else f"/sign-in?{urlencode({'to': path}, quote_via=quote)}"
