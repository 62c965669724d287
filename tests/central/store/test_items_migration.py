"""The table of items, to the schema where one may be for several people, and back."""

from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from alembic import command
from sqlalchemy import Engine

from central.store.database import insert_all, transaction
from central.store.intake_models import RequestItemRow, RequestRow
from central.store.migrate import schema_of, upgrade
from tests.central.store.migrating import alembic
from tests.central.world import MORNING

BEFORE = "0012"


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
            item_row = {
                "kiosk": "demo",
                "id": item,
                "request": request,
                "reference": "20261122-0000-07-000001",
                "assurance": "card",
                "made_at": MORNING,
                "received_at": MORNING,
                "sealed": b"sealed",
            }
            insert_all(db, RequestItemRow, [item_row])


def items(engine: Engine) -> int:
    with engine.connect() as connection:
        return connection.execute(
            sa.select(sa.func.count()).select_from(RequestItemRow)
        ).scalar_one()


def test_what_was_stored_before_stays_and_one_item_may_then_stand_twice(engine: Engine) -> None:
    alembic(engine, command.upgrade, BEFORE)
    store(engine, uuid4(), "before")
    upgrade(engine)
    assert schema_of(engine) == "current"
    store(engine, uuid4(), "parent", "child")
    assert items(engine) == 3


def test_an_item_stands_once_for_each_of_its_people(engine: Engine) -> None:
    upgrade(engine)
    found = sa.inspect(engine)
    key = found.get_pk_constraint("request_items")
    assert key["constrained_columns"] == ["kiosk", "id", "request"]
    assert "ix_request_items_kept" in {each["name"] for each in found.get_indexes("request_items")}


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
