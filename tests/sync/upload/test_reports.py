"""The report of the kiosk goes with the queue's exchange, and never in its way."""

import asyncio

import pytest

from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.sync.store.store_worker import StoreWorker
from kiosk.sync.upload.engine import Uploader
from tests.sync.fakes import TurnedClock
from tests.sync.upload.upstream import Central, Enough
from wire.report import KioskReport, ReportOutcome
from wire.sync import SyncRequest

pytestmark = pytest.mark.anyio


class Reports:
    def __init__(self) -> None:
        self.slow: list[bool] = []
        self.heard: list[ReportOutcome | None] = []

    async def report(self, *, slow: bool) -> KioskReport | None:
        self.slow.append(slow)
        return KioskReport(len(self.slow))

    def answered(self, outcome: ReportOutcome | None) -> None:
        self.heard.append(outcome)


async def rounds(
    worker: StoreWorker, upstream: Central, clock: TurnedClock, number: int, took_s: float = 0.0
) -> Reports:
    """So many exchanges, each of which takes that long."""
    reports = Reports()

    async def send(request: SyncRequest):
        clock.turn(took_s)
        return await upstream(request)

    async def pause(_wake: asyncio.Event, seconds: float) -> None:
        if len(upstream.asked) >= number:
            raise Enough
        clock.turn(seconds)

    uploader = Uploader(
        worker,
        send,
        lambda: None,
        clock=clock,
        chance=lambda: 0.5,
        reports=reports,
        pause=pause,
    )
    with pytest.raises(Enough):
        await uploader.run()
    return reports


async def test_each_poll_carries_one(worker, upstream, clock) -> None:
    reports = await rounds(worker, upstream, clock, 3)
    sent = [request.report for request in upstream.asked]
    assert sent == [KioskReport(1), KioskReport(2), KioskReport(3)]
    assert (reports.slow, reports.heard) == ([False] * 3, [None] * 3)


async def test_while_central_is_only_tried_none_goes(worker, upstream, clock) -> None:
    upstream.next = [Unreachable(Cause.NETWORK)] * 3
    await rounds(worker, upstream, clock, 5)
    carried = [request.report is not None for request in upstream.asked]
    assert carried == [True, False, False, False, True]


async def test_a_line_that_was_slow_is_told_as_such(worker, upstream, clock) -> None:
    reports = await rounds(worker, upstream, clock, 3, took_s=2.5)
    assert reports.slow == [False, True, True]
