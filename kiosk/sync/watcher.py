"""The loop that asks central how it is, and makes each change of the link known at once."""

import asyncio
from collections.abc import Awaitable, Callable

import structlog

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.link import LinkJudge, Poll
from shared_runtime.clock import Clock
from wire.capabilities import Capabilities
from wire.status import CentralHealth, LinkState

FIRST_RETRY_S = 1.0
"""A cable put back should show within seconds."""
JITTER = 0.2
"""Polls of 1,500 kiosks that came back together drift apart by a fifth either way."""

log = structlog.get_logger(__name__)

Sleep = Callable[[asyncio.Event, float], Awaitable[None]]
"""Waits for the event or the seconds, whichever comes first."""


Publish = Callable[[LinkState, Capabilities | None], None]


async def pause(wake: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await wake.wait()
    except TimeoutError:
        return


class LinkWatcher:
    """Polls every ``interval_s`` seconds while all is well, and from ``FIRST_RETRY_S`` doubling up
    to ``interval_s`` while it is not. ``publish`` gets the first state, with what central can do,
    and each change of either."""

    def __init__(
        self,
        health: Callable[[], Awaitable[CentralHealth | Unreachable]],
        judge: LinkJudge,
        publish: Publish,
        *,
        interval_s: float,
        clock: Clock,
        chance: Callable[[], float],
        pause: Sleep = pause,
    ) -> None:
        self._health = health
        self._judge = judge
        self._publish = publish
        self._interval_s = interval_s
        self._clock = clock
        self._chance = chance
        self._pause = pause
        self._wake = asyncio.Event()
        self._published: tuple[LinkState, Capabilities | None] | None = None
        self._failures = 0
        self.last_beat = clock.monotonic()

    def called(self, failure: Cause | None) -> None:
        """Takes the result of a citizen's call; a failure has central asked again at once."""
        self._judge.called(failure)
        if failure is not None:
            self._wake.set()
        self._make_known()

    async def run(self) -> None:
        """Runs until cancelled; nothing else ends it."""
        while True:
            self.last_beat = self._clock.monotonic()
            self._wake.clear()
            self._judge.polled(await self._poll())
            self._make_known()
            await self._pause(self._wake, self._delay())

    async def _poll(self) -> Poll:
        began = self._clock.monotonic()
        try:
            answer = await self._health()
        except Exception as error:  # noqa: BLE001 - a bug in one poll must not end all polling
            log.error("link_poll_failed", error=type(error).__name__)
            answer = Unreachable(Cause.NONSENSE)
        self._failures = self._failures + 1 if isinstance(answer, Unreachable) else 0
        return Poll(answer, self._clock.monotonic() - began)

    def _delay(self) -> float:
        delay = self._interval_s
        if self._failures:
            delay = min(delay, FIRST_RETRY_S * 2 ** min(self._failures - 1, 16))
        return delay * (1 - JITTER + 2 * JITTER * self._chance())

    def _make_known(self) -> None:
        state, central = self._judge.state, self._judge.central
        if (state, central) == self._published:
            return
        if self._published is None or state != self._published[0]:
            log.info("link_state", state=state)
        self._published = state, central
        self._publish(state, central)
