"""The stream that says that something of the fleet changed, to whoever looks at it.

Nothing is read while nobody looks. Who is told asks for it as for any page: the stream itself says
nothing of the fleet.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

from central.dashboard.sharing import SharedReading
from central.fleet.overview import FleetOverview
from central.fleet.reach import Reach
from shared_runtime.clock import Clock

FRESH_S = 1.0
LASTS_S = 60.0
"""Then the browser asks anew, and is let in or not: a session that is over ends its stream."""
_SIGN_EVERY_S = 15.0
"""A proxy ends what is silent for longer."""


@dataclass(frozen=True, slots=True)
class LiveEvents:
    overviews: SharedReading[Reach, FleetOverview]
    clock: Clock
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def of(self, reach: Reach) -> AsyncIterator[str]:
        """As text/event-stream writes them: a revision at once and whenever there is another."""
        began_s = told_s = self.clock.monotonic()
        told = ""
        yield f"retry: {int(FRESH_S * 1000)}\n\n"
        while (now_s := self.clock.monotonic()) - began_s < LASTS_S:
            revision = (await self.overviews.current(reach)).revision
            if revision != told:
                told, told_s = revision, now_s
                yield f"event: revision\ndata: {revision}\n\n"
            elif now_s - told_s >= _SIGN_EVERY_S:
                told_s = now_s
                yield ":\n\n"
            await self.pause(FRESH_S)
