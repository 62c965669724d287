"""The live snapshot of kiosk-ui's devices and its counts of use, handed to kiosk-sync.

Devices are opened by this process alone: doctor, maintenance screens and fleet read what it tells.
"""

import threading
from typing import Protocol

from kiosk.app.use_counter import UseCounter
from kiosk.domain.paper import HandedOver
from kiosk.hardware.checks import DeviceNames, check_of_device, check_of_speaker
from kiosk.hardware.status import DeviceEvent, DeviceHealth, PrintFinished, SpeakerState
from kiosk.runtime.early_log import EventLogger
from shared_runtime.clock import Clock
from wire.health import HealthCheck, continued
from wire.moments import within_years
from wire.report import DevicesReport

EVERY_S = 30.0
"""kiosk-sync takes a screen for silent after two minutes."""
SETTLE_S = 0.5
"""A cable that is plugged in makes several changes at once."""

log = EventLogger(__name__)


class HealthSink(Protocol):
    def tell(self, devices: DevicesReport) -> bool: ...


class HealthReporter:
    """``take…`` may be called from any thread, and return at once."""

    def __init__(
        self,
        sink: HealthSink,
        names: DeviceNames,
        use: UseCounter,
        clock: Clock,
    ) -> None:
        self._sink = sink
        self._names = names
        self._use = use
        self._clock = clock
        self._lock = threading.Lock()
        self._checks: dict[str, HealthCheck] = {}
        self._up = False
        self._wake, self._stopping = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._loop, name="health", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._stopping.set()
        self._wake.set()

    def gateway(self, *, up: bool) -> None:
        """kiosk-sync is there, or is not: then nobody is told in vain."""
        with self._lock:
            self._up = up
        self._wake.set()

    def take(self, event: DeviceEvent) -> None:
        match event:
            case DeviceHealth():
                self._found(check_of_device(event, self._names))
            case PrintFinished(outcome=HandedOver() as paper):
                self._use.printed(paper)
            case _:
                return

    def take_speaker(self, state: SpeakerState) -> None:
        self._found(check_of_speaker(state, self._names))

    def hand_over(self) -> None:
        """Tells how it stands now, where kiosk-sync is there."""
        with self._lock:
            checks, up = tuple(self._checks.values()), self._up
        usages = self._use.usages()
        if up:
            self._sink.tell(DevicesReport(checks, usages, self._use.today))

    def _found(self, check: HealthCheck) -> None:
        with self._lock:
            before = [self._checks[check.name]] if check.name in self._checks else []
            (self._checks[check.name],) = continued(
                before, [check], within_years(self._clock.now())
            )
        self._wake.set()

    def _loop(self) -> None:
        while not self._stopping.is_set():
            self._wake.clear()
            try:
                self.hand_over()
            except Exception as error:  # noqa: BLE001 - a bug in one telling must not end all telling
                log.error("health_not_told", error=type(error).__name__)
            self._stopping.wait(SETTLE_S)
            self._wake.wait(EVERY_S)
