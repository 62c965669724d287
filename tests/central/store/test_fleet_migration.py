"""The tables of the fleet's health: made as they are declared, and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine

from central.store import fleet_models
from central.store.database import engine_for
from central.store.migrate import _config, upgrade
from central.store.models import Base

TABLES = {
    fleet_models.KioskStatusRow.__tablename__,
    fleet_models.KioskStatusHistoryRow.__tablename__,
    fleet_models.KioskUsageRow.__tablename__,
    fleet_models.AlertRow.__tablename__,
    fleet_models.AlertMessageRow.__tablename__,
}


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = engine_for(f"sqlite:///{tmp_path / 'central.db'}")
    yield engine
    engine.dispose()


def test_the_tables_are_as_they_are_declared(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        found = compare_metadata(MigrationContext.configure(connection), Base.metadata)
    assert [each for each in found if any(table in str(each) for table in TABLES)] == []


def test_they_go_and_come_back(engine: Engine) -> None:
    upgrade(engine)
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0015")
    assert not TABLES & set(sa.inspect(engine).get_table_names())
    upgrade(engine)
    assert set(sa.inspect(engine).get_table_names()) >= TABLES
