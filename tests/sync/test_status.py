"""What kiosk-ui is told of the link and the queue, each change once."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from kiosk.sync import status as standing
from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.status import LOOK_EVERY_S, StatusPublisher
from kiosk.sync.store.store_worker import StoreWorker
from tests.sync.fakes import TurnedClock
from tests.sync.store_workers import action, action_id, kept, submit
from wire.capabilities import Capabilities
from wire.codec import codec_of
from wire.status import LinkStatus

pytestmark = pytest.mark.anyio


class Told:
    """The loop with its looks let go one by one, and what it published."""

    def __init__(self, worker: Any) -> None:
        self.said: list[LinkStatus] = []
        self.looked = asyncio.Semaphore(0)
        self._next = asyncio.Semaphore(0)
        self.standing = StatusPublisher(worker, self.said.append, pause=self._pause)

    async def _pause(self, _wake: asyncio.Event, seconds: float) -> None:
        if seconds == LOOK_EVERY_S:
            self.looked.release()
            await self._next.acquire()

    async def look(self) -> None:
        self._next.release()
        await self.looked.acquire()


@pytest.fixture
async def worker(tmp_path: Path, clock: TurnedClock) -> AsyncIterator[StoreWorker]:
    with kept(tmp_path, clock) as worker:
        yield worker


async def started(worker: Any) -> tuple[Told, asyncio.Task[None]]:
    told = Told(worker)
    running = asyncio.create_task(told.standing.run())
    await told.looked.acquire()
    return told, running


async def test_link_and_queue_are_told_together_and_each_change_once(worker: StoreWorker):
    told, running = await started(worker)
    told.standing.link("online", None)
    told.standing.link("online", None)
    await told.look()
    await submit(worker, action(1), action(2))
    await told.look()
    told.standing.link("offline", None)
    running.cancel()
    assert told.said == [
        LinkStatus(state="online"),
        LinkStatus(state="online", waiting=2, newest=action_id(2)),
        LinkStatus(state="offline", waiting=2, newest=action_id(2)),
    ]


async def test_what_central_can_do_is_told_with_the_link(worker: StoreWorker):
    told, running = await started(worker)
    some = Capabilities(frozenset({"open"}), frozenset({"ceam"}))
    told.standing.link("online", some)
    told.standing.link("online", some)
    told.standing.link("offline", some)
    running.cancel()
    assert told.said == [
        LinkStatus(state="online", central=some),
        LinkStatus(state="offline", central=some),
    ]
    codec = codec_of(LinkStatus)
    assert codec.read(codec.write(told.said[0])) == told.said[0]


async def test_a_disk_that_fails_takes_nothing_until_it_is_well_again(worker: StoreWorker):
    class Failing:
        fails = True

        async def ask(self, call: Any) -> Any:
            if self.fails:
                raise StoreFailed("SQLITE_IOERR")
            return await worker.ask(call)

    failing = Failing()
    with capture_logs() as lines:
        told, running = await started(failing)
    failing.fails = False
    await told.look()
    running.cancel()
    assert [each.accepting for each in told.said] == [False, True]
    assert [line["event"] for line in lines] == ["queue_look_failed"]


async def test_a_change_is_looked_at_at_once(worker: StoreWorker):
    said = asyncio.Queue[LinkStatus]()
    standing = StatusPublisher(worker, said.put_nowait, pause=_only_news)
    running = asyncio.create_task(standing.run())
    async with asyncio.timeout(20):
        await submit(worker, action(1))
        standing.queue_changed()
        status = await said.get()
    running.cancel()
    assert status.waiting == 1


async def _only_news(wake: asyncio.Event, seconds: float) -> None:
    """No time passes: what should end a pause ends it, or nothing does."""
    if seconds == LOOK_EVERY_S:
        await wake.wait()


async def test_whoever_asks_hears_of_what_was_recorded_a_moment_ago(worker: StoreWorker):
    """Staff who are told that nothing waits would send the kiosk away for repair with a request."""
    told, running = await started(worker)
    await submit(worker, action(1))
    await told.standing.look()
    running.cancel()
    assert told.standing.status == LinkStatus(state="unknown", waiting=1, newest=action_id(1))


async def test_whoever_asks_while_the_disk_hangs_is_told_what_was_known(
    monkeypatch: pytest.MonkeyPatch,
):
    class Hanging:
        async def ask(self, _call: object) -> object:
            return await asyncio.Event().wait()

    monkeypatch.setattr(standing, "LOOK_WITHIN_S", 0.01)
    asked: Any = Hanging()
    told = StatusPublisher(asked, lambda _: None)
    told.link("online", None)
    await told.look()
    assert told.status == LinkStatus(state="online")
