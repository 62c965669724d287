"""Connections to the store: who waits for whom, and what becomes of one that has gone."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from central.store.database import engine_for, reading, transaction
from tests.central import cluster
from tests.central.world import TurnedClock

_COUNT = text("SELECT count(*) FROM kiosks")
_END_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND datname = current_database()"
)


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def engine(database_url: str, clock: TurnedClock) -> Iterator[Engine]:
    engine = engine_for(database_url, clock)
    yield engine
    engine.dispose()


def test_who_reads_waits_for_nobody_that_writes(engine: Engine) -> None:
    with transaction(engine) as writer:
        before = writer.scalar(_COUNT)
        writer.execute(text("DELETE FROM kiosks"))
        with reading(engine) as db:
            assert db.scalar(_COUNT) == before


def test_after_a_read_a_transaction_is_one_again(engine: Engine) -> None:
    with reading(engine) as db:
        before = db.scalar(_COUNT)
    with suppress(ZeroDivisionError), transaction(engine) as writer:
        writer.execute(text("DELETE FROM kiosks"))
        raise ZeroDivisionError
    with reading(engine) as db:
        assert db.scalar(_COUNT) == before


@pytest.fixture
def end_connections() -> Iterator[tuple[Engine, TurnedClock, Callable[[], None]]]:
    """An engine of PostgreSQL with one connection, and how the server ends it."""
    if not cluster.is_installed():
        pytest.skip(cluster.WHY_NOT)
    with cluster.running() as folder:
        clock = TurnedClock()
        ours, other = (engine_for(cluster.url(folder, "postgres"), clock) for _ in range(2))

        def end() -> None:
            with transaction(other) as db:
                db.execute(_END_OTHERS)

        with reading(ours) as db:
            db.scalar(text("SELECT 1"))
        yield ours, clock, end
        ours.dispose()
        other.dispose()


@pytest.mark.system
def test_a_connection_that_went_while_it_rested_is_replaced(
    end_connections: tuple[Engine, TurnedClock, Callable[[], None]],
) -> None:
    engine, clock, end = end_connections
    end()
    clock.turn(seconds=2)
    with reading(engine) as db:
        assert db.scalar(text("SELECT 1")) == 1


@pytest.mark.system
def test_one_that_went_in_the_midst_of_work_fails_once(
    end_connections: tuple[Engine, TurnedClock, Callable[[], None]],
) -> None:
    engine, _, end = end_connections
    end()
    with pytest.raises(OperationalError), reading(engine) as db:
        db.scalar(text("SELECT 1"))
    with reading(engine) as db:
        assert db.scalar(text("SELECT 1")) == 1
