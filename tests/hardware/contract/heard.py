"""What a printer told its sink, for tests that wait for it."""

import threading
from uuid import UUID

from kiosk.domain.ids import JobId
from kiosk.domain.paper import PaperTrouble, PrintOutcome
from kiosk.hardware.status import (
    Device,
    DeviceEvent,
    DeviceHealth,
    Health,
    PrintBlocked,
    PrintFinished,
)


def job(number: int) -> JobId:
    return JobId(UUID(int=number))


class Heard:
    """The sink of a test: waits for what it is asked for, in any order of the printer's threads."""

    def __init__(self, patience_s: float, device: Device = Device.PRINTER) -> None:
        self._patience_s, self._device = patience_s, device
        self._changed = threading.Condition()
        self._healths: list[DeviceHealth] = []
        self._last = DeviceHealth(device, Health.UNKNOWN)
        self._outcomes: dict[JobId, list[PrintOutcome]] = {}
        self._blocks: dict[JobId, list[PaperTrouble | None]] = {}

    def __call__(self, event: DeviceEvent) -> None:
        with self._changed:
            match event:
                case PrintBlocked(of, trouble):
                    assert of not in self._outcomes, "told of a job that has ended"
                    self._blocks.setdefault(of, []).append(trouble)
                case PrintFinished(of, outcome):
                    self._outcomes.setdefault(of, []).append(outcome)
                case DeviceHealth():
                    self._last = event
                    self._healths.append(event)
            self._changed.notify_all()

    def outcome(self, of: JobId) -> PrintOutcome:
        """The one outcome of that job."""
        with self._changed:
            heard = self._changed.wait_for(lambda: of in self._outcomes, self._patience_s)
            assert heard, f"no outcome; healths: {self._healths}"
            (only,) = self._outcomes[of]
            return only

    def blocked(self, of: JobId, trouble: PaperTrouble | None) -> None:
        """Waits until the last that was told of that job under way is ``trouble``."""
        with self._changed:
            heard = self._changed.wait_for(
                lambda: self._blocks.get(of, [])[-1:] == [trouble], self._patience_s
            )
            assert heard, f"not {trouble}: {self._blocks}, {self._healths}, {self._outcomes}"

    def blocks(self, of: JobId) -> list[PaperTrouble | None]:
        """All that was told of that job while it was under way."""
        with self._changed:
            return list(self._blocks.get(of, []))

    def health(self, health: Health, reason: str | None = None) -> None:
        """Waits for that health; what came before it is forgotten."""
        wanted = DeviceHealth(self._device, health, reason)
        with self._changed:
            heard = self._changed.wait_for(lambda: wanted in self._healths, self._patience_s)
            assert heard, f"not {wanted}: {self._healths}, {self._outcomes}"
            del self._healths[: self._healths.index(wanted) + 1]

    def healths(self) -> list[DeviceHealth]:
        """All that was told of it and not waited for."""
        with self._changed:
            return list(self._healths)

    def health_not(self, health: Health) -> None:
        """Waits until the last health told is another."""
        with self._changed:
            heard = self._changed.wait_for(
                lambda: self._last.health is not health, self._patience_s
            )
            assert heard, f"still {self._last}"

    def forget(self) -> None:
        with self._changed:
            self._healths.clear()
            self._outcomes.clear()

    def silent(self) -> bool:
        with self._changed:
            return not self._healths and not self._outcomes
