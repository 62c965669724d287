"""Connections to the store: who waits for whom, and what becomes of one that has gone."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import OperationalError

from central.store.database import engine_for, light_engine_for, transaction
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


@pytest.fixture
def light(database_url: str, clock: TurnedClock) -> Iterator[Engine]:
    light = light_engine_for(database_url, clock)
    yield light
    light.dispose()


def test_who_reads_waits_for_nobody_that_writes(engine: Engine, light: Engine) -> None:
    with transaction(engine) as writer:
        before = writer.scalar(_COUNT)
        writer.execute(text("DELETE FROM kiosks"))
        with light.connect() as db:
            assert db.scalar(_COUNT) == before


def test_what_is_lightly_written_is_there_at_once(engine: Engine, light: Engine) -> None:
    with suppress(ZeroDivisionError), light.connect() as db:
        db.execute(text("DELETE FROM kiosks"))
        raise ZeroDivisionError
    with transaction(engine) as other:
        assert other.scalar(_COUNT) == 0


def test_a_power_cut_may_take_what_is_lightly_written_and_nothing_else(
    engine: Engine, light: Engine
) -> None:
    asked, safe, hurried = (
        ("PRAGMA synchronous", 2, 1)
        if engine.dialect.name == "sqlite"
        else ("SHOW synchronous_commit", "on", "off")
    )
    for each, promised in ((engine, safe), (light, hurried), (engine, safe)):
        with each.connect() as connection:
            assert connection.exec_driver_sql(asked).scalar_one() == promised


@pytest.fixture
def end_connections() -> Iterator[tuple[Engine, TurnedClock, Callable[[], None]]]:
    """An engine of PostgreSQL with one connection, and how the server ends it."""
    if not cluster.is_installed():
        pytest.skip(cluster.WHY_NOT)
    with cluster.running() as folder:
        clock = TurnedClock()
        ours, other = (
            each(cluster.url(folder, "postgres"), clock) for each in (light_engine_for, engine_for)
        )

        def end() -> None:
            with transaction(other) as db:
                db.execute(_END_OTHERS)

        with ours.connect() as db:
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
    with engine.connect() as db:
        assert db.scalar(text("SELECT 1")) == 1


@pytest.mark.system
def test_one_that_went_in_the_midst_of_work_fails_once(
    end_connections: tuple[Engine, TurnedClock, Callable[[], None]],
) -> None:
    engine, _, end = end_connections
    end()
    with pytest.raises(OperationalError), engine.connect() as db:
        db.scalar(text("SELECT 1"))
    with engine.connect() as db:
        assert db.scalar(text("SELECT 1")) == 1
