"""The print journal as kiosk-ui speaks to it: nothing raised, and no leave where nobody answers."""

from pathlib import Path
from typing import TypeVar

from kiosk.domain.ids import JobId
from kiosk.domain.outcomes import NOT_REACHED
from kiosk.domain.paper import JobFate
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import Clock
from wire.codec import Codec
from wire.prints import NotePrint, PrintNoted, PrintsSettled, PrintState

T = TypeVar("T")

DEADLINE_S = 8.0
"""A note takes milliseconds, a worn-out disk some seconds now and then: better a paper that comes a
little later than none. Where kiosk-sync is not there at all, that is known at once."""
_NOTE = Codec[NotePrint](NotePrint)
_NOTED = Codec[PrintNoted](PrintNoted)
_SETTLED = Codec[PrintsSettled](PrintsSettled)


class PrintJournalClient:
    """Thread-safe. What cannot be written is recorded in the log by the gateway's client."""

    def __init__(self, socket_path: Path, clock: Clock, deadline_s: float = DEADLINE_S) -> None:
        self._gateway = GatewayClient(socket_path, clock, deadline_s)

    def intend(self, job: JobId) -> bool:
        """Whether the intent is on disk now and ``job`` was not there before: leave to print."""
        noted = self._note(job, "intent")
        return noted is not None and noted.fresh

    def note(self, job: JobId, fate: JobFate) -> None:
        self._note(job, fate.value)

    def settle(self) -> bool:
        """Has every job that is open there count as unknown; whether that is done."""
        return self._ask("POST", "/v1/prints/settle", None, _SETTLED) is not None

    def _note(self, job: JobId, state: PrintState) -> PrintNoted | None:
        return self._ask("PUT", f"/v1/prints/{job}", _NOTE.write(NotePrint(state)), _NOTED)

    def _ask(self, method: str, path: str, content: bytes | None, answers: Codec[T]) -> T | None:
        answer = self._gateway.ask(method, path, None, content, answers)
        return None if isinstance(answer, NOT_REACHED) else answer
