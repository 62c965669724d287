"""The calls of kiosk-ui to kiosk-sync, from worker threads: each returns a closed union in time."""

from collections.abc import Mapping
from contextlib import closing
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from kiosk.domain.ids import Confirmation, SessionId
from kiosk.domain.outcomes import (
    CallOutcome,
    Cause,
    Refused,
    SessionLost,
    SubmitOutcome,
    TooManyRequests,
    Unreachable,
)
from kiosk.gateway.connection import TooLarge, UnixConnection, body_of
from kiosk.runtime.early_log import EventLogger
from shared_runtime.clock import Clock
from wire.actions import ActionRecorded, SubmitAction
from wire.calls.call import Call
from wire.calls.table import CALLS
from wire.codec import Codec, Malformed
from wire.demandes.kinds import Demande
from wire.headers import SESSION_HEADER
from wire.moments import within_years
from wire.problem import MEDIA_TYPE, Problem, ProblemType

T = TypeVar("T")

DEADLINE_S = 7.5
"""Above kiosk-sync's own six seconds, whose answer says more; below the session's eight."""
RETRY_AFTER_DEFAULT_S = 60

NO_HEADERS: Mapping[str, str] = {}

_ANSWERS = {name: Codec[Any](call.answer) for name, call in CALLS.items()}
_REQUESTS = {name: Codec[Any](call.request) for name, call in CALLS.items()}
_SUBMIT = Codec[SubmitAction](SubmitAction)
_RECORDED = Codec[ActionRecorded](ActionRecorded)
_NOTHING = Codec[None](None)
_PROBLEM = Codec[Problem](Problem)

log = EventLogger(__name__)


def prepare() -> None:
    """Builds what reads and writes each call, so that no visit waits for it. Takes some 30 ms;
    once, on any one thread."""
    for codec in (*_ANSWERS.values(), *_REQUESTS.values(), _SUBMIT, _RECORDED, _NOTHING, _PROBLEM):
        codec.prepare()


class _Nonsense(Exception):
    """What answers there no longer speaks our language."""


class GatewayClient:
    """Thread-safe: every call has a connection of its own. Nothing is raised for a gateway that is
    absent, slow or mad: that is ``Unreachable(Cause.GATEWAY)``."""

    def __init__(self, socket_path: Path, clock: Clock, deadline_s: float = DEADLINE_S) -> None:
        self._socket_path = socket_path
        self._clock = clock
        self._deadline_s = deadline_s

    def call(self, call: Call[Any, T], session: SessionId, request: object) -> CallOutcome[T]:
        """Any call of the table. A request out of its limits goes nowhere: it cannot have come from
        a card, or from central."""
        try:
            content = None if call.request is None else _REQUESTS[call.name].write(request)
        except Malformed:
            return Unreachable(Cause.GATEWAY)
        answers: Codec[T] = _ANSWERS[call.name]
        outcome = self.ask("POST", f"/v1/calls/{call.name}", session, content, answers)
        if call.level is None and isinstance(outcome, SessionLost):
            # Another visit took its place meanwhile: nobody waits for this answer any more.
            return Unreachable(Cause.GATEWAY)
        return outcome

    def submit(self, session: SessionId, go: Confirmation, demande: Demande) -> SubmitOutcome:
        """The same ``go`` is recorded once however often it is handed in."""
        action = SubmitAction(within_years(go.at), demande.applicant.is_by_card, demande)
        try:
            content = _SUBMIT.write(action)
        except Malformed:  # kiosk-sync would not take it either
            return Refused(ProblemType.QUEUE_UNAVAILABLE)
        outcome = self.ask("PUT", f"/v1/actions/{go.action}", session, content, _RECORDED)
        # No session is needed there: the two processes do not understand each other.
        return Unreachable(Cause.GATEWAY) if isinstance(outcome, SessionLost) else outcome

    def close_session(self, session: SessionId) -> None:
        """Has the session forgotten. Where that cannot be said, kiosk-sync forgets it by itself."""
        self.ask("DELETE", "/v1/session", session, None, _NOTHING)

    def ask(
        self,
        method: str,
        path: str,
        session: UUID | None,
        content: bytes | None,
        answers: Codec[T],
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> CallOutcome[T]:
        """One exchange within the deadline, for whoever knows its message."""
        headers = {**headers, **({} if session is None else {SESSION_HEADER: str(session)})}
        if content is not None:
            headers["Content-Type"] = "application/json"
        deadline = self._clock.monotonic() + self._deadline_s
        connection = UnixConnection(self._socket_path, lambda: deadline - self._clock.monotonic())
        try:
            with closing(connection):
                connection.request(method, path, content, headers)
                with connection.getresponse() as response:
                    return _outcome(response, body_of(response), answers)
        except (OSError, HTTPException) as error:
            log.warning("gateway_unreachable", error=type(error).__name__)
        except (_Nonsense, TooLarge, Malformed):
            log.warning("gateway_nonsense")
        return Unreachable(Cause.GATEWAY)


def _outcome(response: HTTPResponse, body: bytes, answers: Codec[T]) -> CallOutcome[T]:
    match response.status, response.headers.get("Content-Type", ""):
        case 200, "application/json":
            return answers.read(body)
        case 204, _:
            return answers.of_plain(None)
        case int(status), media_type if status >= 400 and media_type == MEDIA_TYPE:
            return _not_reached(_PROBLEM.read(body))
        case _:
            raise _Nonsense


def _not_reached(problem: Problem) -> Refused | TooManyRequests | SessionLost | Unreachable:
    """What a problem of kiosk-sync's API means. One that no caller can cause by an honest request
    means that the two processes do not understand each other."""
    match problem.kind:
        case ProblemType.SESSION_LOST:
            return SessionLost()
        case ProblemType.TOO_MANY_REQUESTS:
            return TooManyRequests(problem.retry_after_s or RETRY_AFTER_DEFAULT_S)
        case ProblemType.CENTRAL_UNREACHABLE:
            return Unreachable(_cause(problem.cause))
        case ProblemType(refused_by="central" | "kiosk-sync") as kind:
            return Refused(kind)
        case _:
            return Unreachable(Cause.GATEWAY)


def _cause(word: str | None) -> Cause:
    return next((cause for cause in Cause if cause == word), Cause.SERVER)
