"""The tables of the fleet's health: made as they are declared, and taken back."""

import json
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


def test_what_silent_kiosks_told_last_is_in_their_lists(engine: Engine) -> None:
    config = _config()
    upgrade(engine)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0025-1")
        checks = [
            {"name": "clock", "state": "warning", "reason": "clock.unkept"},
            {"name": "printer", "state": "failed", "reason": "printer.paper_out"},
        ]
        report = {"number": 1, "checks": checks, "versions": {"software": "0.0.9"}}
        for kiosk, state, told in (("k1", "failed", json.dumps(report)), ("k2", "unknown", None)):
            connection.execute(
                sa.text(
                    "INSERT INTO kiosk_status (kiosk, heard_at, sent_at, boot, uptime_s, state, "
                    "report, slot_at, slot_heard, slot_worst, slot_reasons) VALUES "
                    "(:kiosk, :at, :at, '00', 1, :state, :told, :at, 1, 'ok', '')"
                ),
                {"kiosk": kiosk, "at": "2026-11-22 09:30:00", "state": state, "told": told},
            )
    upgrade(engine)
    with engine.connect() as connection:
        rows = connection.execute(
            sa.text("SELECT software, trouble, out_of_paper FROM kiosk_status ORDER BY kiosk")
        ).all()
    assert tuple(rows[1]) == (None, None, 0)
    assert (rows[0].software, rows[0].out_of_paper) == ("0.0.9", 1)
    assert json.loads(rows[0].trouble) == checks[1]
