"""The outermost ring of the server: limits of a body, one log line a request, no bare error."""

import asyncio
from http import HTTPStatus

import structlog
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.bugs import places
from central.clock import Clock
from central.problems import problem_response
from wire.headers import MAX_BODY_BYTES
from wire.problem import ProblemType

BODY_WITHIN_S = 10.0
"""Most bodies have some hundred bytes, a whole batch some fifty thousand: whoever sends one for
longer holds a place that others need."""

_log = structlog.get_logger("central")


class Edge:
    """Wraps the routes. Logs name the route, never the path as sent, and no header.

    ``request.state.kiosk`` and ``request.state.session`` (the visit's random id), where a route has
    set them, are all that a line says of who called.
    """

    def __init__(self, app: ASGIApp, clock: Clock, body_within_s: float = BODY_WITHIN_S) -> None:
        self._app, self._clock, self._body_within_s = app, clock, body_within_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started_s = self._clock.monotonic()
        status = 0

        async def watched_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                given = list(message.get("headers", ()))
                names = {name for name, _ in given}
                message["headers"] = given + [item for item in _ALWAYS if item[0] not in names]
            await send(message)

        try:
            if _declared_length(scope) > MAX_BODY_BYTES:
                await problem_response(ProblemType.TOO_LARGE)(scope, receive, watched_send)
            else:
                await self._app(scope, _bounded(receive, self._body_within_s), watched_send)
        except Exception as error:  # noqa: BLE001 — the request's boundary: a bug is recorded here
            _log.error("bug", kind=type(error).__name__, frames=places(error))
            if status == 0:
                await problem_response(ProblemType.INTERNAL)(scope, receive, watched_send)
        finally:
            _log.info(
                "request",
                method=scope["method"],
                route=_route(scope),
                status=status,
                ms=round((self._clock.monotonic() - started_s) * 1000, 1),
                kiosk=scope.get("state", {}).get("kiosk"),
                session=scope.get("state", {}).get("session"),
            )


_ALWAYS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)


def _declared_length(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


def _bounded(receive: Receive, within_s: float) -> Receive:
    """Takes a body that is neither too large nor too slow; afterwards waits as long as asked to."""
    taken = 0
    whole = False
    deadline = asyncio.get_running_loop().time() + within_s

    async def counting() -> Message:
        nonlocal taken, whole
        if whole:
            return await receive()
        try:
            async with asyncio.timeout_at(deadline):
                message = await receive()
        except TimeoutError:
            raise HTTPException(HTTPStatus.REQUEST_TIMEOUT) from None
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            whole = not message.get("more_body", False)
            if taken > MAX_BODY_BYTES:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return counting


def _route(scope: Scope) -> str:
    route = scope.get("route")
    return str(getattr(route, "path", "unmatched"))
