"""Counts in the store: shared by all workers, kept over restarts, silent about who was counted."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, event, select

from central.crypto.keys import Keys
from central.store.counters import Counters, StoredLimit, Window, WindowCount
from central.store.database import engine_for, transaction
from central.store.models import CounterRow, PublicCounterRow
from tests.central.world import MORNING, SERVER_KEY, TurnedClock

MINUTE = Window("tries", 60)
ADDRESS = "198.51.100.7"
_DIGESTS = partial(Keys(SERVER_KEY.encode()).digests, "counter")


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    engine = engine_for(database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def counters(engine: Engine, clock: TurnedClock) -> Counters:
    return Counters(engine, clock, _DIGESTS)


def add(counters: Counters, *key: str, window: Window = MINUTE) -> WindowCount:
    with transaction(counters.engine) as db:
        return counters.add(db, window, *key)


def read(counters: Counters, *key: str) -> WindowCount:
    with transaction(counters.engine) as db:
        return counters.read(db, MINUTE, *key)


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def note(_connection, _cursor, statement: str, *_rest) -> None:
        said.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield said
    event.remove(engine, "before_cursor_execute", note)


def test_a_window_begins_with_its_first_event_and_ends_when_it_has_lasted(
    counters: Counters, clock: TurnedClock
) -> None:
    assert read(counters, "a") == WindowCount(0, 0)
    assert add(counters, "a") == WindowCount(1, 60)
    clock.turn(seconds=45)
    assert add(counters, "a") == read(counters, "a") == WindowCount(2, 15)
    assert add(counters, "b") == WindowCount(1, 60)
    clock.turn(seconds=15)
    assert read(counters, "a") == WindowCount(0, 0)
    assert add(counters, "a") == WindowCount(1, 60)


def test_what_is_counted_apart_stays_apart(counters: Counters) -> None:
    add(counters, "ab", "c")
    assert add(counters, "a", "bc").number == 1
    assert add(counters, "ab", "c", window=Window("others", 60)).number == 1
    public = Counters(counters.engine, counters.clock, _DIGESTS, PublicCounterRow)
    assert add(public, "ab", "c").number == 1


def test_workers_count_together_and_a_restart_forgets_nothing(
    counters: Counters, clock: TurnedClock, database_url: str
) -> None:
    other = engine_for(database_url)
    workers = [counters, Counters(other, clock, _DIGESTS)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda turn: add(workers[turn % 2], ADDRESS), range(40)))
    other.dispose()
    afterwards = Counters(counters.engine, clock, _DIGESTS)
    assert read(afterwards, ADDRESS).number == 40


def test_a_guesser_who_changes_the_worker_is_still_limited(
    counters: Counters, clock: TurnedClock
) -> None:
    one, other = (
        StoredLimit(Counters(counters.engine, clock, _DIGESTS), MINUTE, 3) for _ in range(2)
    )
    assert [one.wait_s(ADDRESS), other.wait_s(ADDRESS), one.wait_s(ADDRESS)] == [None] * 3
    assert (other.wait_s(ADDRESS), one.wait_s(ADDRESS)) == (60, 60)
    clock.turn(seconds=60)
    assert other.wait_s(ADDRESS) is None


def test_a_flood_is_refused_from_memory_and_writes_nothing(counters: Counters) -> None:
    limit = StoredLimit(counters, MINUTE, 2)
    assert [limit.wait_s(ADDRESS) for _ in range(2)] == [None, None]
    with statements(counters.engine) as said:
        assert {limit.wait_s(ADDRESS) for _ in range(1_000)} == {60}
    assert said == []


def test_who_was_counted_stands_nowhere_in_the_store(counters: Counters) -> None:
    add(counters, ADDRESS)
    with transaction(counters.engine) as db:
        (key,) = db.scalars(select(CounterRow.key)).all()
    assert ADDRESS not in key
    assert key == _DIGESTS("tries", ADDRESS).current
    assert key != Keys(b"another key of 32 bytes and more").digest("counter", "tries", ADDRESS)


def test_what_is_over_is_swept_away_while_others_are_counted(
    counters: Counters, clock: TurnedClock
) -> None:
    for address in range(150):
        add(counters, str(address))
    clock.turn(minutes=2)
    for _ in range(100):
        add(counters, ADDRESS)
    with transaction(counters.engine) as db:
        assert len(db.scalars(select(CounterRow.key)).all()) == 1


def test_a_clock_that_was_years_ahead_locks_nobody_out(engine: Engine) -> None:
    ahead = TurnedClock(MORNING + timedelta(days=3_000))
    assert add(Counters(engine, ahead, _DIGESTS), ADDRESS).number == 1
    right = Counters(engine, TurnedClock(), _DIGESTS)
    assert read(right, ADDRESS) == WindowCount(0, 0)
    assert add(right, ADDRESS) == WindowCount(1, 60)
