"""What kiosk-ui asks kiosk-sync for staff: whether they may come in, what they look at and do."""

from pathlib import Path
from typing import Any, TypeVar

from kiosk.domain.ids import ActionId
from kiosk.domain.maintenance.staff_events import SignInTold
from kiosk.domain.maintenance.stay import DeedOutcome, NoAnswer, StayOver
from kiosk.domain.maintenance.tool import DeedHereKind
from kiosk.domain.outcomes import NOT_REACHED, Refused
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import Clock
from wire.codec import Codec, Malformed, codec_of
from wire.headers import DEED_HEADER, STAY_HEADER
from wire.problem import ProblemType
from wire.staff import SignInAnswer, SignInStaff, StaffReady
from wire.staff_calls.deeds import LEAVE, NOTE, NoteDeed
from wire.staff_calls.staff_call import DeedFailed, StaffCall

T = TypeVar("T")
LOOK_WITHIN_S = 15.0
"""A diagnosis of the network goes from one thing to the next, and waits for each."""
DEED_WITHIN_S = 60.0
"""A bundle goes to central over whatever line there is. Below the session's own time for it."""
_SIGNED_IN = Codec[SignInTold](SignInAnswer)


class StaffClient:
    """Thread-safe, and nothing is raised."""

    def __init__(self, socket_path: Path, clock: Clock) -> None:
        self._quick = GatewayClient(socket_path, clock)
        self._looks = GatewayClient(socket_path, clock, LOOK_WITHIN_S)
        self._deeds = GatewayClient(socket_path, clock, DEED_WITHIN_S)

    def ready(self) -> StaffReady | None:
        answer = self._quick.ask("GET", "/v1/staff", None, None, codec_of(StaffReady))
        return None if isinstance(answer, NOT_REACHED) else answer

    def sign_in(self, request: SignInStaff) -> SignInTold | None:
        try:
            content = codec_of(SignInStaff).write(request)
        except Malformed:  # of no length that a PIN or a name may have: kiosk-sync says no as well
            return None
        answer = self._quick.ask("POST", "/v1/staff/sign-in", None, content, _SIGNED_IN)
        return None if isinstance(answer, NOT_REACHED) else answer

    def look(
        self, stay: ActionId, call: StaffCall[Any, T], request: object
    ) -> T | NoAnswer | StayOver:
        match self._call(self._looks, stay, None, call, request):
            case DeedFailed():
                return NoAnswer()
            case answer:
                return answer

    def do(
        self, stay: ActionId, deed: ActionId, call: StaffCall[Any, Any], request: object
    ) -> DeedOutcome:
        """The same ``deed`` is done once, however often it is asked for."""
        outcome: DeedOutcome = self._call(self._deeds, stay, deed, call, request)
        return outcome

    def note(self, stay: ActionId, deed: ActionId, kind: DeedHereKind) -> DeedOutcome:
        """``DeedDone``: it is written down what is about to be done here."""
        noted: DeedOutcome = self._call(self._quick, stay, deed, NOTE, NoteDeed(kind.value))
        return noted

    def leave(self, stay: ActionId, deed: ActionId) -> None:
        """Where it cannot be said, kiosk-sync ends the stay by itself."""
        self._call(self._quick, stay, deed, LEAVE, None)

    def _call(
        self,
        gateway: GatewayClient,
        stay: ActionId,
        deed: ActionId | None,
        call: StaffCall[Any, T],
        request: object,
    ) -> T | NoAnswer | StayOver | DeedFailed:
        headers = {STAY_HEADER: str(stay)}
        if deed is not None:
            headers[DEED_HEADER] = str(deed)
        try:
            content = None if call.request is None else codec_of(call.request).write(request)
        except Malformed:
            return DeedFailed("malformed")
        answers: Codec[T] = codec_of(call.answer)
        path = f"/v1/staff/calls/{call.name}"
        match gateway.ask("POST", path, None, content, answers, headers):
            case Refused(ProblemType.STAY_OVER):
                return StayOver()
            case Refused(ProblemType.ROLE_TOO_LOW):
                return DeedFailed("role_too_low")
            case answer if isinstance(answer, NOT_REACHED):
                return NoAnswer()
            case answer:
                return answer
