"""The visit at hand: what needs central, and a person who waits for it."""

from collections.abc import Awaitable

import structlog
from pydantic import BaseModel
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.answers import Failure
from kiosk.sync.current_visit import CurrentVisit
from kiosk.sync.problems import outcome, said
from kiosk.sync.routes.requests import body_of, session_of
from shared_runtime.clock import Clock
from wire.attestation import IssueAttestation
from wire.citizen import CheckCode, OpenSession

log = structlog.get_logger(__name__)


class CitizenRoutes:
    def __init__(self, current: CurrentVisit, clock: Clock) -> None:
        self._current = current
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route("/v1/session", self._open, methods=["PUT"]),
            Route("/v1/session", self._close, methods=["DELETE"]),
            Route("/v1/session/code", self._check_code, methods=["POST"]),
            Route("/v1/session/provisional-code", self._send_code, methods=["POST"]),
            Route("/v1/session/rights", self._rights, methods=["GET"]),
            Route("/v1/session/attestations", self._issue, methods=["POST"]),
        ]

    async def _open(self, request: Request) -> Response:
        body = await body_of(request, OpenSession)
        return await self._answer("open", self._current.open(body))

    async def _close(self, request: Request) -> Response:
        declined = self._current.close(session_of(request))
        return Response(status_code=204) if declined is None else said(declined)

    async def _check_code(self, request: Request) -> Response:
        session, body = session_of(request), await body_of(request, CheckCode)
        return await self._answer("code", self._current.check_code(session, body))

    async def _send_code(self, request: Request) -> Response:
        session = session_of(request)
        return await self._answer("provisional_code", self._current.send_provisional_code(session))

    async def _rights(self, request: Request) -> Response:
        return await self._answer("rights", self._current.rights(session_of(request)))

    async def _issue(self, request: Request) -> Response:
        session, body = session_of(request), await body_of(request, IssueAttestation)
        return await self._answer("attestation", self._current.issue(session, body))

    async def _answer(self, call: str, result: Awaitable[BaseModel | Failure]) -> Response:
        began = self._clock.monotonic()
        answer = await result
        took_ms = round((self._clock.monotonic() - began) * 1000)
        log.info("citizen_call", call=call, outcome=outcome(answer), took_ms=took_ms)
        return said(answer)
