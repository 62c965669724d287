"""Goes along the way to central and stops where it is broken, within ten seconds."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import structlog

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.link import CLOCK_TOLERANCE
from kiosk.sync.network.reaching import CentralAddress, connect, resolve
from kiosk.sync.network.seen import MachineNetwork
from kiosk.sync.network.stages import STAGES, found, is_broken, unseen
from shared_runtime.clock import Clock
from wire.staff_calls.looks import NetworkLook, StageFound
from wire.status import CentralHealth

WHOLE_WITHIN_S = 9.5
HEALTH_WITHIN_S = 4.0
_SERVER = {
    Cause.SERVER: "error",
    Cause.NONSENSE: "nonsense",
    Cause.REFUSED: "kiosk_unknown",
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class NetworkDiagnosis:
    """``address``: where this kiosk has central; ``health``: how that is, as it says itself;
    ``online``: whether it was just reached, whatever is seen here."""

    machine: MachineNetwork
    address: Callable[[], CentralAddress]
    health: Callable[[], Awaitable[CentralHealth | Unreachable]]
    online: Callable[[], bool]
    clock: Clock

    async def look(self) -> NetworkLook:
        seen: list[StageFound] = []
        try:
            async with asyncio.timeout(WHOLE_WITHIN_S):
                async for stage in self._stages():
                    seen.append(stage)
                    if is_broken(stage):
                        break
        except TimeoutError:
            log.warning("network_look_late")
        known = {stage.stage for stage in seen}
        return NetworkLook((*seen, *(unseen(stage) for stage in STAGES if stage not in known)))

    async def _stages(self) -> AsyncIterator[StageFound]:
        address = self.address()
        if address.is_here:
            yield found("cable", "same_machine")
            yield found("address", "same_machine")
        else:
            yield found("cable", self.machine.cable())
            yield self._addressed()
        yield await resolve(address)
        yield found("proxy", "not_set")
        yield await connect(address)
        async for stage in self._told():
            yield stage

    def _addressed(self) -> StageFound:
        if not self.machine.has_address():
            return found("address", "no_address")
        if self.machine.has_default_route():
            return found("address", "given")
        # Central may stand in the same room.
        return found("address", "route_unseen" if self.online() else "no_route")

    async def _told(self) -> AsyncIterator[StageFound]:
        try:
            async with asyncio.timeout(HEALTH_WITHIN_S):
                health = await self.health()
        except TimeoutError:
            health = Unreachable(Cause.TIMEOUT)
        if isinstance(health, Unreachable):
            yield found("clock", "differs" if health.cause is Cause.CLOCK else "untold")
            yield found("server", _SERVER.get(health.cause, "no_answer"))
            return
        apart = abs(health.server_time - self.clock.now())
        minutes = int(apart.total_seconds() // 60)
        agrees = apart <= CLOCK_TOLERANCE
        yield found("clock", "agrees") if agrees else found("clock", "differs", minutes=minutes)
        yield found("server", "answers")
