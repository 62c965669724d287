"""One simulated kiosk: kiosk-sync's own loops, on an empty queue and a line of the simulator's."""

import asyncio
import ssl
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import cast
from uuid import UUID, uuid4

from devdock.fleet.line import KioskLine
from devdock.fleet.plan import CLOCK_AHEAD, FleetPlan, IssuedKiosk
from devdock.fleet.simulated_queue import SimulatedQueue, WellReports
from devdock.fleet.tally import ExchangeTally
from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.exchange import RawAnswer
from kiosk.sync.link import LinkJudge
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.store_worker import StoreWorker
from kiosk.sync.upload.engine import Uploader
from kiosk.sync.upload.policy import Exchanged
from kiosk.sync.watcher import LinkWatcher, Publish
from shared_runtime.clock import SystemClock
from wire.capabilities import Capabilities
from wire.codec import Malformed, codec_of
from wire.problem import MEDIA_TYPE
from wire.status import CentralHealth, LinkState
from wire.sync import SyncAnswer, SyncRequest

DEADLINE_S = 30.0
"""Of an exchange, as kiosk-sync has it where nothing else is set."""
SLOW_AFTER_S = 1.5
_SILENT_FOR_S = 60.0


class SimulatedClock(SystemClock):
    """The true time, some way ahead; a boot of its own."""

    def __init__(self, ahead: timedelta) -> None:
        self._ahead, self._boot, self._began = ahead, uuid4(), self.monotonic()

    def now(self) -> datetime:
        return super().now() + self._ahead

    def boot(self) -> UUID:
        return self._boot

    def uptime(self) -> float:
        return self.monotonic() - self._began


@dataclass(frozen=True, slots=True)
class SimulatedKiosk:
    """``tls``: of ``tls_for``, made before the first call, as kiosk-sync does at its start."""

    issued: IssuedKiosk
    tls: ssl.SSLContext | None
    plan: FleetPlan
    tally: ExchangeTally
    sealer: Sealer
    chance: Callable[[], float]

    async def run(self) -> None:
        """Until cancelled."""
        # Kiosks are switched on at any time of the minute; but for a herd.
        first_s = 0.0 if self.plan.is_herd else self.chance() * (self.plan.interval_s or 60.0)
        await asyncio.sleep(first_s)
        is_cloned = self.issued.trouble == "cloned"
        await asyncio.gather(*(self._machine() for _ in range(2 if is_cloned else 1)))

    async def _machine(self) -> None:
        line = self._line()
        if self.issued.trouble == "silent":
            while True:
                await line.fall_silent(_SILENT_FOR_S)
                await asyncio.sleep(self.chance())
        is_ahead = self.issued.trouble == "clock"
        clock = SimulatedClock(CLOCK_AHEAD if is_ahead else timedelta())
        queue = SimulatedQueue(self.sealer, clock, self.chance, self.tally.settled)
        uploader = Uploader(
            cast(StoreWorker, queue),
            lambda request: self._exchange(line, request, clock),
            lambda: None,
            clock=clock,
            chance=self.chance,
            reports=WellReports(),
        )
        loops = [uploader.run()]
        if self.plan.action_every_s is not None:
            loops.append(queue.confirm(self.plan.action_every_s, uploader.wake))

        def link(state: LinkState, _central: Capabilities | None) -> None:
            if state in {"online", "clock_wrong"}:
                uploader.link_is_back()

        if self.plan.look_s:
            loops.append(self._watcher(line, clock, link).run())
        await asyncio.gather(*loops)

    def _watcher(self, line: KioskLine, clock: SimulatedClock, publish: Publish) -> LinkWatcher:
        return LinkWatcher(
            lambda: self._look(line),
            LinkJudge(clock, SLOW_AFTER_S),
            publish,
            interval_s=self.plan.look_s,
            clock=clock,
            chance=self.chance,
        )

    def _line(self) -> KioskLine:
        connected = self.tally.connect_ms.append
        token = self.issued.token
        url = self.plan.kiosk_url if token is None else self.plan.public_url
        return KioskLine(url, self.tls, token, connected)

    async def _look(self, line: KioskLine) -> CentralHealth | Unreachable:
        raw = await line.ask("GET", "/v1/health", None, DEADLINE_S)
        self.tally.looks += 1
        if isinstance(raw, Unreachable):
            return raw
        if raw.status >= 400:
            return Unreachable(Cause.SERVER)
        return codec_of(CentralHealth).read(raw.body)

    async def _exchange(
        self, line: KioskLine, request: SyncRequest, clock: SimulatedClock
    ) -> Exchanged:
        began = clock.monotonic()
        content = codec_of(SyncRequest).write(request)
        came_to = _read(await line.ask("POST", "/v1/sync", content, DEADLINE_S))
        now = clock.monotonic()
        kiosk, trouble = self.issued.id, self.issued.trouble
        match came_to:
            case SyncAnswer():
                self.tally.answered(kiosk, now, (now - began) * 1000)
                every_s = self.plan.interval_s
                return came_to if every_s is None else replace(came_to, next_poll_s=every_s)
            case TurnedDown(status):
                self.tally.failed(kiosk, now, f"status {status}", trouble)
            case Unreachable(cause):
                self.tally.failed(kiosk, now, cause.value, trouble)
        return came_to


def _read(raw: RawAnswer | Unreachable) -> Exchanged:
    if isinstance(raw, Unreachable):
        return raw
    if raw.status >= 400:
        return TurnedDown(raw.status, raw.media_type == MEDIA_TYPE, raw.retry_after_s)
    try:
        return codec_of(SyncAnswer).read(raw.body)
    except Malformed:
        return Unreachable(Cause.NONSENSE)


def tls_for(issued: IssuedKiosk, plan: FleetPlan) -> ssl.SSLContext | None:
    """As kiosk-sync's, which reads key and certificate from files, too."""
    if issued.token is not None:
        return ssl.create_default_context() if plan.public_url.startswith("https:") else None
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_verify_locations(cadata=plan.authorities)
    with tempfile.NamedTemporaryFile(suffix=".pem") as file:
        Path(file.name).write_bytes(issued.pem)
        context.load_cert_chain(file.name)
    return context
