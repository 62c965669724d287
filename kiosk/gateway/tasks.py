"""What kiosk-ui tells kiosk-sync of the fleet's tasks: begun when nobody is there, and done."""

from pathlib import Path
from uuid import UUID

from kiosk.domain.outcomes import NOT_REACHED
from kiosk.gateway.client import GatewayClient
from shared_runtime.clock import Clock
from wire.codec import Codec
from wire.screen_orders import TaskDone, TaskLeave

_LEAVE = Codec[TaskLeave](TaskLeave)
_DONE = Codec[TaskDone](TaskDone)
_NOTHING = Codec[None](None)


class TaskClient:
    """Thread-safe, and nothing is raised: what cannot be said is said again later."""

    def __init__(self, socket_path: Path, clock: Clock) -> None:
        self._gateway = GatewayClient(socket_path, clock)

    def begin(self, task: UUID) -> bool | None:
        """Whether it is to be done now: never for one of which that was said before. None where
        nobody answers."""
        answer = self._gateway.ask("POST", f"/v1/commands/{task}/begin", None, None, _LEAVE)
        return None if isinstance(answer, NOT_REACHED) else answer.act

    def done(self, task: UUID, said: TaskDone) -> bool:
        """Whether kiosk-sync knows it now."""
        path, content = f"/v1/commands/{task}/done", _DONE.write(said)
        answer = self._gateway.ask("POST", path, None, content, _NOTHING)
        return not isinstance(answer, NOT_REACHED)
