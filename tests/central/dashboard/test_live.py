"""The stream that says when something changed."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from central.dashboard.live import FRESH_S, LASTS_S, MOST_STREAMS, LiveEvents, OpenStreams
from central.dashboard.sharing import SharedReading
from central.fleet.overview import FleetOverview
from central.fleet.reach import EVERYWHERE, Reach
from central.fleet.states import ListedState
from tests.central.world import TurnedClock


def overview_of(failed: int) -> FleetOverview:
    return FleetOverview(
        {each: failed if each is ListedState.FAILED else 0 for each in ListedState},
        (), 0, 0, 0, (), 0, 0, 0, None,
    )  # fmt: skip


@dataclass
class Store:
    failed: int = 0
    reads: list[Reach] = field(default_factory=list)

    async def read(self, reach: Reach) -> FleetOverview:
        self.reads.append(reach)
        await asyncio.sleep(0)
        return overview_of(self.failed)


@pytest.fixture
def store() -> Store:
    return Store()


def shared(store: Store, clock: TurnedClock) -> SharedReading[Reach, FleetOverview]:
    return SharedReading(store.read, clock, FRESH_S)


def live_on(store: Store, clock: TurnedClock, then=lambda: None) -> AsyncIterator[str]:
    async def pause(seconds: float) -> None:
        clock.turn(seconds=seconds)
        then()

    overviews = shared(store, clock)

    async def revision() -> str:
        return (await overviews.current(EVERYWHERE)).revision

    return LiveEvents(clock, pause).of(revision)


def told(live: AsyncIterator[str]) -> list[str]:
    async def gather() -> list[str]:
        return [each async for each in live]

    return asyncio.run(gather())


def test_it_is_calm_where_nothing_changes_and_ends(store: Store) -> None:
    lines = told(live_on(store, TurnedClock()))
    assert lines[0] == "retry: 1000\n\n"
    assert lines[1] == f"event: revision\ndata: {overview_of(0).revision}\n\n"
    assert set(lines[2:]) == {":\n\n"}
    assert len(lines[2:]) == 3
    assert len(store.reads) <= LASTS_S / FRESH_S


def test_a_change_is_told_within_two_seconds(store: Store) -> None:
    clock, turns = TurnedClock(), 0

    def then() -> None:
        nonlocal turns
        turns += 1
        if turns == 5:
            store.failed = 1

    lines = told(live_on(store, clock, then))
    revisions = [each for each in lines if each.startswith("event")]
    assert len(revisions) == 2
    assert overview_of(1).revision in revisions[1]


def test_all_who_see_the_same_share_one_reading(store: Store) -> None:
    live = shared(store, TurnedClock())

    async def fifty() -> None:
        await asyncio.gather(*(live.current(EVERYWHERE) for _ in range(50)))
        await live.current(Reach(sites=frozenset({"auray"})))

    asyncio.run(fifty())
    assert len(store.reads) == 2


def test_a_store_that_fails_is_asked_again() -> None:
    fails = True

    async def read(_reach: Reach) -> FleetOverview:
        if fails:
            raise OSError
        return overview_of(0)

    live = SharedReading(read, TurnedClock(), FRESH_S)
    with pytest.raises(OSError):
        asyncio.run(live.current(EVERYWHERE))
    fails = False
    assert asyncio.run(live.current(EVERYWHERE)) == overview_of(0)


def test_whoever_asks_for_ever_another_thing_takes_no_more_memory(store: Store) -> None:
    """All of it fresh, as use of days that are over is for minutes."""
    clock = TurnedClock()
    readings = SharedReading(store.read, clock, 300.0)

    async def ask() -> None:
        for number in range(1_000):
            clock.turn(seconds=0.01)
            await readings.current(Reach(sites=frozenset({str(number)})))
        await readings.current(Reach(sites=frozenset({"999"})))

    asyncio.run(ask())
    assert len(readings._kept) <= 256
    assert len(store.reads) == 1_000


def test_one_admin_keeps_no_more_streams_open_than_windows(store: Store) -> None:
    streams = OpenStreams()

    async def told_by(*whose: str) -> list[str]:
        clock = TurnedClock()
        opened = [streams.bounded(each, live_on(store, clock)) for each in whose]
        first = [await anext(each) for each in opened]
        for each in opened:
            await each.aclose()
        return first

    many = ["lea"] * (MOST_STREAMS + 2) + ["tom"]
    usual, later = "retry: 1000\n\n", "retry: 15000\n\n"
    expected = [usual] * MOST_STREAMS + [later] * 2 + [usual]
    assert asyncio.run(told_by(*many)) == expected
    assert asyncio.run(told_by(*many)) == expected  # what was left takes no place any more
