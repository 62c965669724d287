"""Around every route: request limits, the access log, the last error handler."""

import asyncio
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPMethod, HTTPStatus

import structlog
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from central.runtime.bugs import places
from central.web.addresses import origin
from central.web.problems import problem_response
from central.web.retry_schedule import RetrySchedule
from shared_runtime.clock import Clock
from wire.problem import ProblemType

BODY_WITHIN_S = 10.0
"""Most bodies have some hundred bytes, a whole batch some fifty thousand: whoever sends one for
longer holds a place that others need."""
MAX_HEADER_BYTES = 16_384
"""Of the request line and all headers: ten times what a kiosk or a browser sends here."""
_METHODS = frozenset(HTTPMethod)
_LONGEST_LENGTH = 20

_log = structlog.get_logger("central")


@dataclass(frozen=True, slots=True)
class Capacity:
    """What an application takes: bytes of a body by path; requests in flight at once, in all and,
    where it is the public's, from one address."""

    body_bytes: Callable[[str], int]
    in_flight: int
    in_flight_per_address: int | None = None
    encrypted: bool = False
    """Whether browsers may be told to come by TLS alone (HSTS, RFC 6797)."""


class InFlight:
    """Requests that are not answered yet, by where they come from."""

    def __init__(self) -> None:
        self._all, self._by_household = 0, Counter[str]()

    def is_full(self, household: str, capacity: Capacity) -> bool:
        each = capacity.in_flight_per_address
        mine = self._by_household[household]
        return self._all >= capacity.in_flight or (each is not None and mine >= each)

    def add(self, household: str) -> None:
        self._all += 1
        self._by_household[household] += 1

    def remove(self, household: str) -> None:
        self._all -= 1
        self._by_household[household] -= 1
        if not self._by_household[household]:
            del self._by_household[household]


class RequestGuard:
    """Wraps the routes. Logs name the route, never the path as sent, and no header.

    ``request.state.kiosk`` and ``request.state.session`` (the visit's random id), where a route has
    set them, are all that a line says of who called.
    """

    def __init__(
        self, app: ASGIApp, clock: Clock, takes: Capacity, body_within_s: float = BODY_WITHIN_S
    ) -> None:
        self._app, self._clock, self._takes = app, clock, takes
        self._body_within_s = body_within_s
        self._in_flight, self._retries = InFlight(), RetrySchedule(clock)
        self._always = (*_ALWAYS, _HSTS) if takes.encrypted else _ALWAYS

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
                message["headers"] = given + [item for item in self._always if item[0] not in names]
            await send(message)

        household = _household(scope)
        refused = self._refused(scope, household)
        self._in_flight.add(household)
        try:
            if refused is None:
                limit = self._takes.body_bytes(scope["path"])
                bounded = _bounded(receive, limit, self._body_within_s)
                await self._app(scope, bounded, watched_send)
            else:
                await refused(scope, receive, watched_send)
        except Exception as error:  # noqa: BLE001 — the request's boundary: a bug is recorded here
            _log.error("bug", kind=type(error).__name__, frames=places(error))
            if status == 0:
                await problem_response(ProblemType.INTERNAL)(scope, receive, watched_send)
        finally:
            self._in_flight.remove(household)
            _log.info(
                "request",
                method=scope["method"] if scope["method"] in _METHODS else "other",
                route=_route(scope),
                status=status,
                ms=round((self._clock.monotonic() - started_s) * 1000, 1),
                kiosk=scope.get("state", {}).get("kiosk"),
                session=scope.get("state", {}).get("session"),
            )

    def _refused(self, scope: Scope, household: str) -> ASGIApp | None:
        """The answer to what is not taken at all, from its first lines alone."""
        takes = self._takes
        if _header_bytes(scope) > MAX_HEADER_BYTES:
            return problem_response(ProblemType.HEADERS_TOO_LARGE, headers=_CLOSE)
        lengths = _declared_lengths(scope)
        if lengths and any(name == b"transfer-encoding" for name, _ in scope["headers"]):
            # Two readers on the way would see two requests (RFC 9112, 6.3): nobody means that.
            return problem_response(ProblemType.INVALID_REQUEST, headers=_CLOSE)
        if max(lengths, default=0) > takes.body_bytes(scope["path"]):
            return problem_response(ProblemType.TOO_LARGE, headers=_CLOSE)
        if self._in_flight.is_full(household, takes):
            return problem_response(ProblemType.TOO_BUSY, retry_after_s=self._retries.wait_s())
        return None


_ALWAYS = (
    (b"cache-control", b"no-store"),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
)
_HSTS = (b"strict-transport-security", b"max-age=31536000")
_CLOSE = {"Connection": "close"}


def _household(scope: Scope) -> str:
    client = scope.get("client")
    return origin("" if client is None else client[0]).household


def _header_bytes(scope: Scope) -> int:
    line = len(scope.get("raw_path") or b"") + len(scope.get("query_string", b""))
    return line + sum(len(name) + len(value) + 4 for name, value in scope["headers"])


def _declared_lengths(scope: Scope) -> list[int]:
    return [
        int(value) if len(value) <= _LONGEST_LENGTH else sys.maxsize
        for name, value in scope["headers"]
        if name == b"content-length" and value.isdigit()
    ]


def _bounded(receive: Receive, limit: int, within_s: float) -> Receive:
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
            if taken > limit:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        return message

    return counting


def _route(scope: Scope) -> str:
    route = scope.get("route")
    return str(getattr(route, "path", "unmatched"))
