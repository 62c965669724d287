"""What staff ask in a stay: one address for the whole table, each call judged before it is read."""

from collections.abc import Sequence
from itertools import chain
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kiosk.sync.problems import outcome, problem, said
from kiosk.sync.routes.requests import Turned, body_of, id_in_header
from kiosk.sync.staff.stay import CurrentStay, Stay
from kiosk.sync.staff_calls.answered import StaffCallGroup, StayDeed
from kiosk.sync.staff_calls.once import DeedsOnce
from shared_runtime.clock import Clock
from wire.codec import Codec
from wire.headers import DEED_HEADER, STAY_HEADER
from wire.problem import ProblemType
from wire.staff_calls.deeds import LEAVE
from wire.staff_calls.staff_call import StaffCall
from wire.staff_calls.table import STAFF_CALLS

log = structlog.get_logger(__name__)

_REQUESTS = {
    name: Codec[Any](call.request) for name, call in STAFF_CALLS.items() if call.request is not None
}


class StaffCallRoutes:
    def __init__(
        self,
        stays: CurrentStay,
        once: DeedsOnce,
        groups: Sequence[StaffCallGroup],
        clock: Clock,
    ) -> None:
        self._stays, self._once, self._clock = stays, once, clock
        every = chain.from_iterable(group.answers() for group in groups)
        self._answered = {each.call.name: each for each in every}

    def routes(self) -> list[Route]:
        return [Route("/v1/staff/calls/{name}", self._call, methods=["POST"])]

    async def _call(self, request: Request) -> Response:
        answered = self._answered.get(request.path_params["name"])
        if answered is None:
            return problem(ProblemType.NOT_FOUND)
        call = answered.call
        self._admitted(request, call)
        deed = None if call.deed is None else id_in_header(request, DEED_HEADER)
        asked = None if call.request is None else await body_of(request, _REQUESTS[call.name])
        stay = self._admitted(request, call)  # which may have ended while the body came
        began = self._clock.monotonic()
        if deed is None:
            answer = await answered.do(asked, None)
        else:
            answer = await self._once.do(StayDeed(deed, stay), answered, asked)
        took_ms = round((self._clock.monotonic() - began) * 1000)
        if answer is None:
            return problem(ProblemType.ACTION_CONFLICT)
        log.info("staff_call", call=call.name, outcome=outcome(answer), took_ms=took_ms)
        return said(answer)

    def _admitted(self, request: Request, call: StaffCall[Any, Any]) -> Stay:
        named = id_in_header(request, STAY_HEADER)
        stay = self._stays.find(named)
        if stay is None:
            if call is LEAVE:  # of a sign-in that nobody waits for any more
                self._stays.leave(named)
            raise Turned(problem(ProblemType.STAY_OVER))
        if not stay.may(call.role):
            raise Turned(problem(ProblemType.ROLE_TOO_LOW))
        return stay
