"""The calls of kiosk-ui to kiosk-sync, from worker threads: each returns a closed union in time."""

from pathlib import Path
from typing import TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError

from kiosk.domain.attestation import AttestationRequest
from kiosk.domain.demandes import Demande, NotRecorded, NotRecordedReason
from kiosk.domain.identity import Holder
from kiosk.domain.ids import ActionId, Confirmation, SessionId
from kiosk.domain.outcomes import (
    Cause,
    CodeKind,
    CodeOutcome,
    IssueOutcome,
    OpenOutcome,
    Reached,
    Refused,
    RightsOutcome,
    SendOutcome,
    SessionLost,
    SubmitOutcome,
    TooManyRequests,
    Unreachable,
)
from kiosk.gateway import translate
from kiosk.gateway.transport import PatientTransport
from kiosk.runtime.early_log import Log
from shared_runtime.clock import Clock
from wire.actions import ActionRecorded
from wire.attestation import Attestation
from wire.base import Request, adapter
from wire.citizen import CodeAnswer, OpenAnswer, SendAnswer
from wire.headers import MAX_BODY_BYTES, SESSION_HEADER
from wire.problem import MEDIA_TYPE, Problem
from wire.rights import Droits

T = TypeVar("T")

DEADLINE_S = 7.5
"""Above kiosk-sync's own six seconds, whose answer says more; below the session's eight."""
BASE_URL = "http://kiosk-sync"
"""A name that HTTP wants and that nobody resolves: the socket is the address."""

_OPEN: TypeAdapter[OpenAnswer] = adapter(OpenAnswer)
_CODE: TypeAdapter[CodeAnswer] = adapter(CodeAnswer)
_SEND: TypeAdapter[SendAnswer] = adapter(SendAnswer)
_RIGHTS: TypeAdapter[Droits] = adapter(Droits)
_ATTESTATION: TypeAdapter[Attestation] = adapter(Attestation)
_RECORDED: TypeAdapter[ActionRecorded] = adapter(ActionRecorded)
_NOTHING: TypeAdapter[None] = adapter(None)

log = Log(__name__)


class _GatewayGone(Exception):
    """kiosk-sync is absent, hung, or no longer speaks our language."""


class GatewayClient:
    """Thread-safe: every call has a connection of its own. Nothing is raised for a gateway that is
    absent, slow or mad: that is ``Unreachable(Cause.GATEWAY)``."""

    def __init__(self, socket_path: Path, clock: Clock, deadline_s: float = DEADLINE_S) -> None:
        self._socket_path = socket_path
        self._clock = clock
        self._deadline_s = deadline_s

    def open_session(self, session: SessionId, holder: Holder) -> OpenOutcome:
        request = translate.open_request(session, holder)
        if request is None:
            return Unreachable(Cause.GATEWAY)
        match self.call("PUT", "/v1/session", None, request, _OPEN):
            case Reached(answer):
                return translate.open_outcome(answer)
            case TooManyRequests() | Unreachable() as outcome:
                return outcome
            case SessionLost() | Refused():
                # Another visit took its place meanwhile: nobody waits for this answer any more.
                return Unreachable(Cause.GATEWAY)

    def check_code(self, session: SessionId, kind: CodeKind, code: str) -> CodeOutcome:
        request = translate.code_request(kind, code)
        if request is None:
            return Unreachable(Cause.GATEWAY)
        match self.call("POST", "/v1/session/code", session, request, _CODE):
            case Reached(answer):
                return translate.code_outcome(answer)
            case Refused():
                return Unreachable(Cause.NONSENSE)
            case outcome:
                return outcome

    def send_provisional_code(self, session: SessionId) -> SendOutcome:
        match self.call("POST", "/v1/session/provisional-code", session, None, _SEND):
            case Reached(answer):
                return translate.send_outcome(answer)
            case Refused():
                return Unreachable(Cause.NONSENSE)
            case outcome:
                return outcome

    def fetch_rights(self, session: SessionId) -> RightsOutcome:
        match self.call("GET", "/v1/session/rights", session, None, _RIGHTS):
            case Reached(answer):
                return Reached(translate.droits(answer))
            case TooManyRequests():
                # Not for good, unlike a refusal: to the person it is a server that is busy.
                return Unreachable(Cause.SERVER)
            case outcome:
                return outcome

    def issue_attestation(
        self, session: SessionId, action: ActionId, request: AttestationRequest
    ) -> IssueOutcome:
        """The same ``action`` gives the same attestation, so it may be asked again."""
        asked = translate.issue_request(action, request)
        if asked is None:
            return Unreachable(Cause.GATEWAY)
        match self.call("POST", "/v1/session/attestations", session, asked, _ATTESTATION):
            case Reached(answer):
                return Reached(translate.attestation(answer))
            case TooManyRequests():
                return Unreachable(Cause.SERVER)
            case outcome:
                return outcome

    def submit(self, session: SessionId, go: Confirmation, demande: Demande) -> SubmitOutcome:
        """The same ``go`` is recorded once however often it is handed in."""
        asked = translate.submit_request(go, demande)
        if asked is None:
            return NotRecorded(NotRecordedReason.UNAVAILABLE)
        match self.call("PUT", f"/v1/actions/{go.action}", session, asked, _RECORDED):
            case Reached(answer):
                return translate.recorded(answer)
            case Refused(reason):
                return translate.not_recorded(reason)
            case SessionLost() | TooManyRequests():
                # Neither is said at this door: the two processes do not understand each other.
                return Unreachable(Cause.GATEWAY)
            case outcome:
                return outcome

    def close_session(self, session: SessionId) -> None:
        """Has the session forgotten. Where that cannot be said, kiosk-sync forgets it by itself."""
        self.call("DELETE", "/v1/session", session, None, _NOTHING)

    def call(
        self,
        method: str,
        path: str,
        session: SessionId | None,
        request: Request | None,
        answers: TypeAdapter[T],
    ) -> Reached[T] | translate.Refusal:
        """One exchange within the deadline, for whoever knows its message."""
        headers = {} if session is None else {SESSION_HEADER: str(session)}
        content = None
        if request is not None:
            headers["Content-Type"] = "application/json"
            content = request.model_dump_json().encode()
        try:
            return self._exchange(method, path, headers, content, answers)
        except (httpx.HTTPError, httpx.StreamError, OSError) as error:
            log.warning("gateway_unreachable", error=type(error).__name__)
        except (_GatewayGone, ValidationError):
            log.warning("gateway_nonsense")
        return Unreachable(Cause.GATEWAY)

    def _exchange(
        self,
        method: str,
        path: str,
        headers: dict[str, str],
        content: bytes | None,
        answers: TypeAdapter[T],
    ) -> Reached[T] | translate.Refusal:
        deadline = self._clock.monotonic() + self._deadline_s
        transport = PatientTransport(self._socket_path, lambda: deadline - self._clock.monotonic())
        with (
            httpx.Client(transport=transport, base_url=BASE_URL, trust_env=False) as http,
            http.stream(method, path, headers=headers, content=content) as response,
        ):
            body = _body(response)
        match response.status_code, response.headers.get("content-type", ""):
            case 200, "application/json":
                return Reached(answers.validate_json(body))
            case 204, _:
                return Reached(answers.validate_python(None))
            case int(status), media_type if status >= 400 and media_type == MEDIA_TYPE:
                return translate.refusal(Problem.model_validate_json(body))
            case _:
                raise _GatewayGone


def _body(response: httpx.Response) -> bytes:
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > MAX_BODY_BYTES:
            raise _GatewayGone
    return bytes(body)
