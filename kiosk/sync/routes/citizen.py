"""The visit at hand: what needs central, and a person who waits for it."""

from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.current_visit import CurrentVisit
from kiosk.sync.problems import outcome, problem, said
from kiosk.sync.routes.requests import body_of, session_of
from shared_runtime.clock import Clock
from wire.calls.table import CALLS
from wire.codec import Codec
from wire.problem import ProblemType

log = structlog.get_logger(__name__)

_REQUESTS = {name: Codec[Any](call.request) for name, call in CALLS.items()}


class CitizenRoutes:
    """What is not in the table of calls is not passed on."""

    def __init__(self, current: CurrentVisit, clock: Clock) -> None:
        self._current = current
        self._clock = clock

    def routes(self) -> list[Route]:
        return [
            Route("/v1/calls/{name}", self._call, methods=["POST"]),
            Route("/v1/session", self._close, methods=["DELETE"]),
        ]

    async def _call(self, request: Request) -> Response:
        call = CALLS.get(request.path_params["name"])
        if call is None:
            return problem(ProblemType.NOT_FOUND)
        session = session_of(request)
        asked = None if call.request is None else await body_of(request, _REQUESTS[call.name])
        began = self._clock.monotonic()
        answer = await self._current.call(call, session, asked)
        took_ms = round((self._clock.monotonic() - began) * 1000)
        log.info("citizen_call", call=call.name, outcome=outcome(answer), took_ms=took_ms)
        return said(answer)

    async def _close(self, request: Request) -> Response:
        declined = self._current.close(session_of(request))
        return Response(status_code=204) if declined is None else said(declined)
