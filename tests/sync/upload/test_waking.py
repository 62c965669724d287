"""What ends a pause of the loop before its time, and what does not."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.answers import TurnedDown
from kiosk.sync.store.store_worker import StoreWorker
from kiosk.sync.upload.engine import Uploader
from tests.sync.fakes import TurnedClock
from tests.sync.store_workers import action, action_id, submit
from tests.sync.upload.upstream import Central

pytestmark = pytest.mark.anyio
GONE = Unreachable(Cause.NETWORK)


class Woken:
    """Pauses that last until the loop is woken, and say which end they heard."""

    def __init__(self, worker: StoreWorker, upstream: Central, clock: TurnedClock) -> None:
        self.resting = asyncio.Queue[float]()
        self.uploader = Uploader(
            worker, upstream, lambda: None, clock=clock, chance=lambda: 0.5, pause=self._pause
        )

    async def _pause(self, wake: asyncio.Event, seconds: float) -> None:
        if seconds:
            self.resting.put_nowait(seconds)
            await wake.wait()


@pytest.fixture
async def woken(worker: StoreWorker, upstream: Central, clock: TurnedClock) -> AsyncIterator[Woken]:
    woken = Woken(worker, upstream, clock)
    running = asyncio.create_task(woken.uploader.run())
    async with asyncio.timeout(20):
        yield woken
    running.cancel()


async def test_something_new_goes_up_at_once(woken: Woken, upstream: Central, worker: StoreWorker):
    await woken.resting.get()
    await submit(worker, action(1))
    woken.uploader.wake()
    await woken.resting.get()
    assert upstream.stored == [action_id(1)]


async def test_something_new_does_not_shorten_a_pause_and_the_link_coming_back_does(
    woken: Woken, upstream: Central, worker: StoreWorker
):
    await woken.resting.get()
    upstream.next = [GONE]
    await submit(worker, action(1))
    woken.uploader.wake()
    await woken.resting.get()
    for _ in range(5):
        woken.uploader.wake()
        await asyncio.sleep(0)
    assert len(upstream.asked) == 2
    woken.uploader.link_is_back()
    await woken.resting.get()
    assert upstream.stored == [action_id(1)]


async def test_nothing_shortens_the_wait_that_central_asked_for(
    woken: Woken, upstream: Central, worker: StoreWorker
):
    await woken.resting.get()
    upstream.next = [TurnedDown(429, by_central=True, retry_after_s=300)]
    await submit(worker, action(1))
    woken.uploader.wake()
    assert await woken.resting.get() == 301.0
    for _ in range(5):
        woken.uploader.link_is_back()
        await asyncio.sleep(0)
    assert len(upstream.asked) == 2
