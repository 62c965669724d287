"""The streams that say that something changed on a page, to whoever looks at it.

Nothing is read while nobody looks. Who is told asks for it as for any page: a stream itself says
nothing of the fleet.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field

from fastapi.responses import StreamingResponse

from shared_runtime.clock import Clock

FRESH_S = 1.0
LASTS_S = 60.0
"""Then the browser asks anew, and is let in or not: a session that is over ends its stream."""
_SIGN_EVERY_S = 15.0
"""A proxy ends what is silent for longer."""
MOST_STREAMS = 32


@dataclass(frozen=True, slots=True)
class LiveEvents:
    clock: Clock
    pause: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def of(self, current: Callable[[], Awaitable[str]]) -> AsyncIterator[str]:
        """As text/event-stream writes them: the ``current`` revision at once and whenever there is
        another."""
        began_s = told_s = self.clock.monotonic()
        told = ""
        yield f"retry: {int(FRESH_S * 1000)}\n\n"
        while (now_s := self.clock.monotonic()) - began_s < LASTS_S:
            revision = await current()
            if revision != told:
                told, told_s = revision, now_s
                yield f"event: revision\ndata: {revision}\n\n"
            elif now_s - told_s >= _SIGN_EVERY_S:
                told_s = now_s
                yield ":\n\n"
            await self.pause(FRESH_S)


@dataclass(frozen=True, slots=True)
class OpenStreams:
    """Of each admin, whose browsers have some windows open, and no hundreds: all others of their
    address would have no place left."""

    _of: Counter[str] = field(default_factory=Counter)

    async def bounded(self, whose: str, events: AsyncIterator[str]) -> AsyncGenerator[str]:
        """Over at once where they have too many, to come again when some may have ended."""
        if self._of[whose] >= MOST_STREAMS:
            yield f"retry: {int(_SIGN_EVERY_S * 1000)}\n\n"
            return
        self._of[whose] += 1
        try:
            async for each in events:
                yield each
        finally:
            self._of[whose] -= 1
            if not self._of[whose]:
                del self._of[whose]


def stream(
    clock: Clock, streams: OpenStreams, whose: str, current: Callable[[], Awaitable[str]]
) -> StreamingResponse:
    return StreamingResponse(
        streams.bounded(whose, LiveEvents(clock).of(current)),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )
