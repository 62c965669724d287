"""The live snapshot of kiosk-ui's devices and its counts of use, handed to kiosk-sync.

Devices are opened by this process alone: doctor, maintenance screens and fleet read what it tells.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Protocol
from uuid import UUID

from kiosk.domain.paper import HandedOver, Medium
from kiosk.domain.states import KioskState
from kiosk.domain.usage import used
from kiosk.hardware.checks import DeviceNames, check_of_device, check_of_speaker
from kiosk.hardware.status import DeviceEvent, DeviceHealth, PrintFinished, SpeakerState
from kiosk.runtime.early_log import EventLogger
from shared_runtime.clock import Clock
from wire.health import HealthCheck, continued
from wire.moments import within_years
from wire.report import DevicesReport, Usage

EVERY_S = 30.0
"""kiosk-sync takes a screen for silent after two minutes."""
SETTLE_S = 0.5
"""A cable that is plugged in makes several changes at once."""
_DAYS = 3
"""Of which counts are kept, for a kiosk-sync that was away over midnight."""

log = EventLogger(__name__)


class HealthSink(Protocol):
    def tell(self, devices: DevicesReport) -> bool: ...


class HealthReporter:
    """``take…`` and ``moved`` may be called from any thread, and return at once. ``today``: at the
    kiosk; ``run``: random id of this run of the screen."""

    def __init__(
        self,
        sink: HealthSink,
        names: DeviceNames,
        run: UUID,
        today: Callable[[], date],
        clock: Clock,
    ) -> None:
        self._sink = sink
        self._names = names
        self._run = run
        self._today = today
        self._clock = clock
        self._lock = threading.Lock()
        self._checks: dict[str, HealthCheck] = {}
        self._usages: dict[date, Usage] = {}
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
            case PrintFinished(outcome=HandedOver(pages, Medium.SHEET)):
                self._add(lambda usage: replace(usage, sheets=usage.sheets + pages))
            case PrintFinished(outcome=HandedOver(pages, Medium.STRIP)):
                self._add(lambda usage: replace(usage, strips=usage.strips + pages))
            case _:
                return

    def take_speaker(self, state: SpeakerState) -> None:
        self._found(check_of_speaker(state, self._names))

    def moved(self, before: KioskState, after: KioskState) -> None:
        """Counts what the session's transition is worth counting for."""
        use = used(before, after)
        if use is None:
            return

        def counted(usage: Usage) -> Usage:
            services = dict(usage.services)
            if use.service is not None:
                services[use.service] = services.get(use.service, 0) + 1
            return replace(usage, visits=usage.visits + use.visit, services=services)

        self._add(counted)

    def hand_over(self) -> None:
        """Tells how it stands now, where kiosk-sync is there."""
        with self._lock:
            devices = DevicesReport(tuple(self._checks.values()), tuple(self._usages.values()))
            up = self._up
        if up:
            self._sink.tell(devices)

    def _add(self, counted: Callable[[Usage], Usage]) -> None:
        with self._lock:
            today = self._today()
            usage = self._usages.pop(today, Usage(self._run, today))
            self._usages[today] = counted(usage)
            for day in list(self._usages)[:-_DAYS]:
                del self._usages[day]

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
