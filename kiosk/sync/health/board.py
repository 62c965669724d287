"""What is known of the kiosk's health at this moment, each check since when it is so."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

import structlog

from kiosk.sync.health import judging, probes
from kiosk.sync.health.probes import MachineSeen
from kiosk.sync.store.store_worker import StoreWorker
from shared_runtime.clock import Clock
from wire.health import HealthCheck, continued
from wire.moments import within_years
from wire.report import MAX_CHECKS, DevicesReport, Measures, Usages
from wire.status import LinkState

SCREEN_SILENT_S = 120.0
"""kiosk-ui tells its devices twice a minute: three times it was not heard."""
LOOK_WITHIN_S = 2.0
"""Whoever asks is told in time, though the disk hangs."""
_MB = 1_000_000

T = TypeVar("T")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HealthSnapshot:
    checks: tuple[HealthCheck, ...]
    measures: Measures
    usages: Usages


class HealthBoard:
    """Belongs to the event loop. Devices are never opened here: kiosk-ui, which has them, tells how
    they are."""

    def __init__(
        self,
        worker: StoreWorker,
        link: Callable[[], LinkState],
        state_folder: Path,
        clock: Clock,
        look: Callable[[Path], MachineSeen] = probes.machine,
    ) -> None:
        self._worker = worker
        self._link = link
        self._state_folder = state_folder
        self._clock = clock
        self._look = look
        self._devices = DevicesReport(checks=())
        self._told_at = clock.monotonic()
        """When kiosk-ui was last heard; it is given its time to start."""
        self._checks: tuple[HealthCheck, ...] = ()

    def take(self, devices: DevicesReport) -> None:
        self._devices = devices
        self._told_at = self._clock.monotonic()

    @property
    def today(self) -> date:
        """Where the kiosk stands, as the screen says; by the machine's own zone until it has."""
        return self._devices.today or within_years(self._clock.now()).astimezone().date()

    async def snapshot(self) -> HealthSnapshot:
        now = within_years(self._clock.now())
        summary = await self._within(self._worker.ask(lambda store: store.outbox.summary()))
        seen = await self._within(asyncio.to_thread(self._look, self._state_folder))
        machine = seen or MachineSeen(None, None, None)
        link = self._link()
        alive = self._clock.monotonic() - self._told_at < SCREEN_SILENT_S
        found = (
            *(self._devices.checks if alive else ()),
            judging.screen(alive=alive),
            judging.central(link),
            judging.clock(link, now),
            judging.queue(summary, now),
            *judging.machine(machine, str(self._state_folder)),
        )
        self._checks = continued(self._checks, found[:MAX_CHECKS], now)
        waiting = None if summary is None else judging.waiting_in(summary)
        oldest_s = None if summary is None else judging.oldest_s(summary, now)
        measures = Measures(
            queue_waiting=waiting,
            queue_oldest_s=oldest_s,
            disk_free_mb=_mb(machine.disk_free_bytes),
            memory_free_mb=_mb(machine.memory_free_bytes),
            temperature_c=machine.temperature_c,
        )
        return HealthSnapshot(self._checks, measures, self._devices.usages)

    async def _within(self, looking: Awaitable[T]) -> T | None:
        """None for what took too long or failed."""
        try:
            async with asyncio.timeout(LOOK_WITHIN_S):
                return await looking
        except Exception as error:  # noqa: BLE001 - a bad disk or a bug must not end all looking
            log.warning("health_look_failed", error=type(error).__name__)
            return None


def _mb(number: int | None) -> int | None:
    return None if number is None else number // _MB
