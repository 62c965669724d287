"""The table of items, to the schema where one may be for several people, and back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Engine

from central.store.database import engine_for, insert_all, transaction
from central.store.intake_models import RequestItemRow, RequestRow
from central.store.migrate import _config, is_current, upgrade
from central.store.models import Base
from tests.central.world import MORNING

BEFORE = "0012"


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    """An empty store."""
    engine = engine_for(f"sqlite:///{tmp_path / 'central.db'}")
    yield engine
    engine.dispose()


def alembic(engine: Engine, run: Callable[..., None], revision: str) -> None:
    config = _config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        run(config, revision)


def store(engine: Engine, item: UUID, *people: str) -> None:
    """One item, with the request of each of these people."""
    for person in people:
        request = uuid4()
        with transaction(engine) as db:
            request_row = {
                "id": request,
                "kind": "ceam",
                "applicant": person,
                "occasion": "",
                "state": "ready",
                "asked": 1,
                "newest_made_at": MORNING,
                "received_at": MORNING,
            }
            insert_all(db, RequestRow, [request_row])
        with transaction(engine) as db:
            db.add(
                RequestItemRow(
                    kiosk="demo",
                    id=item,
                    request=request,
                    reference="20261122-0000-07-000001",
                    assurance="card",
                    made_at=MORNING,
                    received_at=MORNING,
                    sealed=b"sealed",
                )
            )


def items(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(
            sa.select(sa.func.count()).select_from(RequestItemRow)
        ).scalar_one()


def test_what_was_stored_before_stays_and_one_item_may_then_stand_twice(engine: Engine) -> None:
    alembic(engine, command.upgrade, BEFORE)
    store(engine, uuid4(), "before")
    upgrade(engine)
    assert is_current(engine)
    store(engine, uuid4(), "parent", "child")
    assert items(engine) == 3


def test_the_migrations_make_the_table_that_the_models_name(engine: Engine) -> None:
    upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        differences = compare_metadata(context, Base.metadata)
        key = sa.inspect(connection).get_pk_constraint("request_items")
        indexes = {each["name"] for each in sa.inspect(connection).get_indexes("request_items")}
    assert [each for each in differences if "request_items" in str(each)] == []
    assert key["constrained_columns"] == ["kiosk", "id", "request"]
    assert "ix_request_items_kept" in indexes


def test_back_and_forth_again_while_each_item_is_for_one(engine: Engine) -> None:
    upgrade(engine)
    store(engine, uuid4(), "parent")
    alembic(engine, command.downgrade, BEFORE)
    store(engine, uuid4(), "another")
    upgrade(engine)
    assert items(engine) == 2


def test_there_is_no_way_back_once_an_item_is_for_two(engine: Engine) -> None:
    upgrade(engine)
    store(engine, uuid4(), "parent", "child")
    with pytest.raises(RuntimeError, match="several people"):
        alembic(engine, command.downgrade, BEFORE)
    assert items(engine) == 2
