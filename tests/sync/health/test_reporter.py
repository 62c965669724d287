"""When central is told, how much, and what it takes for it to count as told."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from kiosk.sync.health.board import HealthSnapshot
from kiosk.sync.health.reporter import EVERY_S, Reporter
from tests.sync.fakes import TurnedClock
from wire.health import HealthCheck, HealthCode, Part, check_of
from wire.report import MAX_USAGES, KioskReport, Measures, Usage, UsageDetail

pytestmark = pytest.mark.anyio
READY = check_of(Part.PRINTER, HealthCode.PRINTER_READY, {"queue": "borne"})
OUT = check_of(Part.PRINTER, HealthCode.PRINTER_PAPER_OUT, {"queue": "borne"})
MEMORY = check_of(Part.MEMORY, HealthCode.MEMORY_ROOMY, {"free_mb": 900})
DAY = date(2026, 11, 22)


class Kiosk:
    """A reporter, and what there is to report."""

    def __init__(self, clock: TurnedClock) -> None:
        self.clock = clock
        self.checks: tuple[HealthCheck, ...] = (READY, MEMORY)
        self.usages: tuple[Usage, ...] = ()
        self.reporter = Reporter(self._snapshot, {"software": "0.1.0"}, clock)

    async def _snapshot(self) -> HealthSnapshot:
        return HealthSnapshot(self.checks, Measures(), self.usages)

    async def next(self, *, slow: bool = False) -> KioskReport:
        self.clock.turn(EVERY_S)
        report = await self.reporter.report(slow=slow)
        assert report is not None
        return report

    async def told(self, *, slow: bool = False) -> KioskReport:
        report = await self.next(slow=slow)
        self.reporter.answered("taken")
        return report


@pytest.fixture
def kiosk(clock: TurnedClock) -> Kiosk:
    return Kiosk(clock)


async def test_a_draining_queue_carries_one_report(kiosk: Kiosk) -> None:
    assert await kiosk.reporter.report(slow=False) is not None
    assert await kiosk.reporter.report(slow=False) is None
    kiosk.clock.turn(EVERY_S)
    assert await kiosk.reporter.report(slow=False) is not None


async def test_a_good_line_carries_all_each_time(kiosk: Kiosk) -> None:
    for number in (1, 2):
        report = await kiosk.told()
        assert (report.number, report.upon, report.checks) == (number, None, kiosk.checks)
        assert report.versions == {"software": "0.1.0"}


async def test_a_slow_line_carries_what_has_changed(kiosk: Kiosk) -> None:
    assert (await kiosk.told(slow=True)).upon is None
    kiosk.checks = (OUT, replace(MEMORY, args={"free_mb": 899}))
    second = await kiosk.told(slow=True)
    assert (second.upon, second.checks, second.versions) == (1, (OUT,), {})
    third = await kiosk.told(slow=True)
    assert (third.upon, third.checks) == (2, ())


@pytest.mark.parametrize("outcome", [None, "send_whole", "unreadable"])
async def test_after_a_report_that_was_not_taken_comes_a_whole_one(kiosk: Kiosk, outcome) -> None:
    await kiosk.told()
    await kiosk.next(slow=True)
    kiosk.reporter.answered(outcome)
    assert (await kiosk.told(slow=True)).upon is None


async def test_a_whole_one_that_is_asked_for_comes_at_once(kiosk: Kiosk) -> None:
    await kiosk.next()
    kiosk.reporter.answered("send_whole")
    assert await kiosk.reporter.report(slow=True) is not None


async def test_a_part_that_is_gone_makes_the_report_whole(kiosk: Kiosk) -> None:
    await kiosk.told()
    kiosk.checks = (MEMORY,)
    assert (await kiosk.told(slow=True)).upon is None


async def test_counts_are_told_until_central_has_them_also_of_a_screen_that_ended(
    kiosk: Kiosk,
) -> None:
    former, present = Usage(UUID(int=1), DAY, visits=3), Usage(UUID(int=2), DAY, visits=1)
    kiosk.usages = (former,)
    await kiosk.next()
    kiosk.reporter.answered(None)
    kiosk.usages = (present,)
    assert (await kiosk.told()).usages == (former, present)
    assert (await kiosk.told()).usages == ()
    kiosk.usages = (replace(present, visits=2),)
    assert (await kiosk.told()).usages == kiosk.usages


async def test_a_slow_line_carries_no_detail_which_waits_for_a_better_one(kiosk: Kiosk) -> None:
    usage = Usage(UUID(int=1), DAY, visits=3, detail=UsageDetail(hours={9: 3}))
    await kiosk.told()
    kiosk.usages = (usage,)
    assert (await kiosk.told(slow=True)).usages == (replace(usage, detail=None),)
    assert (await kiosk.told(slow=True)).usages == ()
    ended = replace(usage, detail=UsageDetail(hours={9: 3}, lasted={60: 1}))
    kiosk.usages = (ended,)
    assert (await kiosk.told(slow=True)).usages == ()
    assert (await kiosk.told()).usages == (ended,)
    assert (await kiosk.told()).usages == ()


async def test_a_screen_that_starts_all_the_time_fills_nothing(kiosk: Kiosk) -> None:
    for run in range(30):
        kiosk.usages = (Usage(UUID(int=run), DAY, visits=1),)
        await kiosk.next()
        kiosk.reporter.answered(None)
    usages = (await kiosk.next()).usages
    assert [usage.run.int for usage in usages] == list(range(30 - MAX_USAGES, 30))


async def test_a_fact_that_does_not_fit_keeps_no_request_back(kiosk: Kiosk) -> None:
    kiosk.checks = (replace(READY, args={"queue": "x" * 500}),)
    kiosk.clock.turn(EVERY_S)
    assert await kiosk.reporter.report(slow=False) is None
    kiosk.checks = (READY,)
    assert (await kiosk.told()).upon is None
