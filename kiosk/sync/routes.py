"""kiosk-sync's door as kiosk-ui sees it: what stands at each address of the Unix socket."""

import asyncio
import traceback
from collections.abc import Awaitable
from typing import TypeVar
from uuid import UUID

import structlog
from pydantic import BaseModel, ValidationError
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from kiosk.clock import Clock
from kiosk.sync.answers import Failure
from kiosk.sync.desk import CitizenDesk
from kiosk.sync.events import EventFeed, EventResponse
from kiosk.sync.problems import invalid, outcome, problem, said
from wire.attestation import IssueAttestation
from wire.citizen import CheckCode, OpenSession
from wire.headers import MAX_BODY_BYTES, SESSION_HEADER
from wire.problem import ProblemType

BODY_WITHIN_S = 5.0
"""kiosk-ui sends a body of some hundred bytes in one piece; a sender slower than this is stuck."""

log = structlog.get_logger(__name__)

Model = TypeVar("Model", bound=BaseModel)


class _Turned(Exception):
    """The request cannot be served; carries the answer that says why."""

    def __init__(self, response: Response) -> None:
        self.response = response


class Door:
    """The addresses, bound to the desk and the feed behind them."""

    def __init__(self, desk: CitizenDesk, feed: EventFeed, clock: Clock) -> None:
        self._desk = desk
        self._feed = feed
        self._clock = clock

    def app(self) -> ASGIApp:
        app = Starlette(
            routes=[
                Route("/v1/session", self._open, methods=["PUT"]),
                Route("/v1/session", self._close, methods=["DELETE"]),
                Route("/v1/session/code", self._check_code, methods=["POST"]),
                Route("/v1/session/provisional-code", self._send_code, methods=["POST"]),
                Route("/v1/session/rights", self._rights, methods=["GET"]),
                Route("/v1/session/attestations", self._issue, methods=["POST"]),
                Route("/v1/status", self._status, methods=["GET"]),
                Route("/v1/events", self._events, methods=["GET"]),
            ],
            exception_handlers={
                _Turned: _turned,
                HTTPException: _no_such_address,
                Exception: _bug,
            },
        )
        app.router.redirect_slashes = False
        return _RecordingBugs(app)

    async def _open(self, request: Request) -> Response:
        body = await _body(request, OpenSession)
        return await self._answer("open", self._desk.open(body))

    async def _close(self, request: Request) -> Response:
        declined = self._desk.close(_session(request))
        return Response(status_code=204) if declined is None else said(declined)

    async def _check_code(self, request: Request) -> Response:
        session, body = _session(request), await _body(request, CheckCode)
        return await self._answer("code", self._desk.check_code(session, body))

    async def _send_code(self, request: Request) -> Response:
        session = _session(request)
        return await self._answer("provisional_code", self._desk.send_provisional_code(session))

    async def _rights(self, request: Request) -> Response:
        return await self._answer("rights", self._desk.rights(_session(request)))

    async def _issue(self, request: Request) -> Response:
        session, body = _session(request), await _body(request, IssueAttestation)
        return await self._answer("attestation", self._desk.issue(session, body))

    async def _status(self, _request: Request) -> Response:
        return said(self._feed.status)

    async def _events(self, _request: Request) -> Response:
        return EventResponse(self._feed)

    async def _answer(self, call: str, result: Awaitable[BaseModel | Failure]) -> Response:
        began = self._clock.monotonic()
        answer = await result
        took_ms = round((self._clock.monotonic() - began) * 1000)
        log.info("citizen_call", call=call, outcome=outcome(answer), took_ms=took_ms)
        return said(answer)


def _session(request: Request) -> UUID:
    """The visit that the request names; turns the request away when it names none."""
    try:
        return UUID(request.headers[SESSION_HEADER])
    except (KeyError, ValueError):
        errors = (f"{SESSION_HEADER}: a UUID is needed",)
        raise _Turned(problem(ProblemType.INVALID_REQUEST, errors=errors)) from None


async def _body(request: Request, model: type[Model]) -> Model:
    """The request's body as ``model``; turns the request away when it is too large, too slow or
    does not fit."""
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            async for chunk in request.stream():
                body += chunk
                if len(body) > MAX_BODY_BYTES:
                    raise _Turned(problem(ProblemType.TOO_LARGE))
        return model.model_validate_json(bytes(body))
    except TimeoutError:
        errors = (f"body: not complete within {BODY_WITHIN_S:.0f} s",)
        late = problem(ProblemType.INVALID_REQUEST, status=408, errors=errors)
        raise _Turned(late) from None
    except ValidationError as error:
        raise _Turned(invalid(error)) from None


async def _turned(_request: Request, turned: Exception) -> Response:
    assert isinstance(turned, _Turned)
    return turned.response


async def _no_such_address(_request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.status_code == 405:
        return problem(ProblemType.METHOD_NOT_ALLOWED)
    return problem(ProblemType.NOT_FOUND)


async def _bug(_request: Request, _error: Exception) -> Response:
    return problem(ProblemType.INTERNAL)


class _RecordingBugs:
    """Stands around the application, which has answered a bug with a calm 500 and raises it again:
    it is recorded by its kind and place alone, for its text may quote a person."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self._app(scope, receive, send)
        except ClientDisconnect:
            log.info("peer_left_early")
        except Exception as error:  # noqa: BLE001 - the boundary of a request: answered, recorded
            frames = traceback.extract_tb(error.__traceback__)[-3:]
            places = [f"{frame.name}:{frame.lineno}" for frame in frames]
            log.error("request_failed", error=type(error).__name__, places=places)
