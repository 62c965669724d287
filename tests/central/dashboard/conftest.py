"""A console on each store, its kiosks as a test says."""

from collections.abc import Iterator

import pytest
from anyio.from_thread import start_blocking_portal
from sqlalchemy import Engine, delete

from central.store.database import engine_for, transaction
from central.store.models import KioskRow
from tests.central.dashboard.console import Console, console_on
from tests.central.world import TurnedClock


@pytest.fixture
def clock() -> TurnedClock:
    return TurnedClock()


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Without the kiosk that other tests call from."""
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    yield engine
    engine.dispose()


@pytest.fixture
def console(engine: Engine, clock: TurnedClock) -> Iterator[Console]:
    with start_blocking_portal() as portal:
        yield console_on(portal, engine, clock)
