"""The fictitious fleet of the console: the same one each time, and something of everything."""

from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select

from central.fleet.overview import overview
from central.fleet.reach import EVERYWHERE
from central.fleet.states import ListedState
from central.fleet.status import SILENT_AFTER
from central.store.database import engine_for
from central.store.fleet_models import KioskStatusHistoryRow
from central.store.migrate import upgrade
from central.store.models import Base
from devdock.console_fleet.filling import fill
from devdock.console_fleet.pulse import beat, callers
from tests.central.world import MORNING

TABLES = ("kiosks", "kiosk_tags", "kiosk_status", "kiosk_usage", "fleet_alerts", "commands")


def rows_of(file: Path, kiosks: int) -> dict[str, list[Any]]:
    engine = engine_for(f"sqlite:///{file}")
    upgrade(engine)
    fill(engine, MORNING, kiosks, history_days=2, history_of=5)
    tables = Base.metadata.tables
    with engine.connect() as db:
        found = {name: db.execute(select(tables[name])).all() for name in TABLES}
    engine.dispose()
    return {name: list(map(tuple, rows)) for name, rows in found.items()}


def test_it_is_the_same_fleet_each_time(tmp_path: Path) -> None:
    one, other = rows_of(tmp_path / "one.db", 40), rows_of(tmp_path / "other.db", 40)
    assert one == other
    assert all(one.values())
    assert len(one["kiosks"]) == 40


@pytest.mark.parametrize("kiosks", [200])
def test_a_fleet_of_the_demo_shows_something_of_each(tmp_path: Path, kiosks: int) -> None:
    rows_of(tmp_path / "central.db", kiosks)
    engine = engine_for(f"sqlite:///{tmp_path / 'central.db'}")
    with engine.connect() as db:
        found = overview(db, EVERYWHERE, MORNING, MORNING.date())
    engine.dispose()
    assert found.kiosks >= kiosks - 3
    there = {state for state, number in found.states.items() if number}
    assert there >= set(ListedState) - {ListedState.UNKNOWN}
    assert found.alerts_open
    assert found.out_of_paper
    assert found.visits
    assert found.oldest_request


def test_its_kiosks_go_on_as_they_are_over_hours_and_a_rest(tmp_path: Path) -> None:
    rows_of(tmp_path / "central.db", 60)
    engine = engine_for(f"sqlite:///{tmp_path / 'central.db'}")
    with engine.connect() as db:
        before = overview(db, EVERYWHERE, MORNING, MORNING.date()).states
    chance, now, calling = Random(1), MORNING, callers(engine, 60)
    for _ in range(3):
        now += 3 * SILENT_AFTER
        calling = callers(engine, 60)
        beat(engine, chance, now, calling)
        beat(engine, chance, now, calling)
    with engine.connect() as db:
        assert overview(db, EVERYWHERE, now, now.date()).states == before
        past = KioskStatusHistoryRow
        heard = select(past.worst).where(past.kiosk == calling[0], past.at > MORNING)
        assert len(db.execute(heard).all()) == 3
    engine.dispose()


def test_where_there_is_no_fleet_nobody_calls(tmp_path: Path) -> None:
    engine = engine_for(f"sqlite:///{tmp_path / 'central.db'}")
    upgrade(engine)
    assert callers(engine, 5) == ()
    beat(engine, Random(1), MORNING, ())
    engine.dispose()
