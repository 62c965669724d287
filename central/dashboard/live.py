"""What of the fleet changes while somebody looks: read once for all who see the same kiosks.

Nothing is read while nobody looks. Who looks is told that something changed, and asks for it as
for any page: the stream itself says nothing of the fleet.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from central.fleet.overview import FleetOverview
from central.fleet.reach import Reach
from shared_runtime.clock import Clock

FRESH_S = 1.0
LASTS_S = 60.0
"""Then the browser asks anew, and is let in or not: a session that is over ends its stream."""
_SIGN_EVERY_S = 15.0
"""A proxy ends what is silent for longer."""
_MOST_REACHES = 256

Pause = Callable[[float], Awaitable[None]]


@dataclass
class _Known:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    overview: FleetOverview | None = None
    read_at_s: float = 0.0


@dataclass
class LiveOverviews:
    """Used from one event loop. ``read`` takes its time."""

    read: Callable[[Reach], Awaitable[FleetOverview]]
    clock: Clock
    pause: Pause = asyncio.sleep
    _known: dict[Reach, _Known] = field(default_factory=dict)

    async def current(self, reach: Reach) -> FleetOverview:
        """As it was at most a second ago."""
        known = self._known.setdefault(reach, _Known())
        async with known.lock:
            now_s = self.clock.monotonic()
            if known.overview is None or now_s - known.read_at_s >= FRESH_S:
                known.overview = await self.read(reach)
                known.read_at_s = now_s
                self._forget(now_s)
            return known.overview

    async def events(self, reach: Reach) -> AsyncIterator[str]:
        """As text/event-stream writes them: a revision at once and whenever there is another."""
        began_s = told_s = self.clock.monotonic()
        told = ""
        yield f"retry: {int(FRESH_S * 1000)}\n\n"
        while (now_s := self.clock.monotonic()) - began_s < LASTS_S:
            revision = (await self.current(reach)).revision
            if revision != told:
                told, told_s = revision, now_s
                yield f"event: revision\ndata: {revision}\n\n"
            elif now_s - told_s >= _SIGN_EVERY_S:
                told_s = now_s
                yield ":\n\n"
            await self.pause(FRESH_S)

    def _forget(self, now_s: float) -> None:
        if len(self._known) > _MOST_REACHES:
            old = [
                reach
                for reach, known in self._known.items()
                if now_s - known.read_at_s > LASTS_S and not known.lock.locked()
            ]
            for reach in old:
                del self._known[reach]
