"""Whether what a kiosk's page shows has changed, at the price of one question."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy import Engine, delete, event, update

from central.fleet.commands.issuing import approve_command, issue
from central.fleet.kiosk_revision import kiosk_revision
from central.store.command_models import CommandResultRow, CommandStateRow
from central.store.database import engine_for, transaction
from central.store.fleet_models import AlertRow, KioskStatusRow
from central.store.models import KioskRow
from tests.central.dashboard.fleet import add_alert, add_kiosk_row
from tests.central.world import MORNING
from wire.commands import KioskCommand, RestartApp

HOUR = timedelta(hours=1)


@pytest.fixture
def engine(database_url: str):
    engine = engine_for(database_url)
    with transaction(engine) as db:
        db.execute(delete(KioskRow))
    yield engine
    engine.dispose()


def revision(engine: Engine, kiosk: str = "k1", now=MORNING) -> str:
    with engine.connect() as db:
        return kiosk_revision(db, kiosk, now)


@pytest.mark.any_store
def test_each_thing_that_moves_is_another_revision_and_nothing_else_is(engine: Engine) -> None:
    add_kiosk_row(engine, "k1")
    add_kiosk_row(engine, "k2")
    seen = [revision(engine)]
    assert revision(engine, now=MORNING + timedelta(minutes=1)) == seen[0]
    command = KioskCommand(uuid4(), RestartApp())

    def after(work) -> None:
        with transaction(engine) as db:
            work(db)
        seen.append(revision(engine))

    after(lambda db: issue(db, MORNING, "alice", "k1", command, HOUR))
    after(lambda db: approve_command(db, MORNING, "bruno", command.id))
    after(
        lambda db: db.execute(
            update(CommandStateRow).values(state="sent", moved_at=MORNING + timedelta(seconds=1))
        )
    )
    after(
        lambda db: db.add(
            CommandResultRow(command=command.id, form="logs", content=b"", received_at=MORNING)
        )
    )
    after(lambda db: db.execute(update(KioskStatusRow).values(heard_at=MORNING)))
    add_alert(engine, "k1")
    seen.append(revision(engine))
    after(lambda db: db.execute(update(AlertRow).values(ended_at=MORNING)))
    after(lambda db: db.execute(update(KioskRow).values(quarantined_at=MORNING)))
    seen.append(revision(engine, now=MORNING + HOUR))  # silent
    assert len(set(seen)) == len(seen)
    still = revision(engine)
    add_alert(engine, "k2")
    assert revision(engine) == still


@pytest.mark.any_store
def test_what_is_too_late_is_another_revision_though_nobody_wrote_that(engine: Engine) -> None:
    add_kiosk_row(engine, "k1", ago=None)
    with transaction(engine) as db:
        issue(db, MORNING, "alice", "k1", KioskCommand(uuid4(), RestartApp()), HOUR)
    before = revision(engine, now=MORNING + timedelta(minutes=59))
    assert before == revision(engine)
    assert revision(engine, now=MORNING + HOUR) != before


def test_it_is_one_question(engine: Engine) -> None:
    asked: list[str] = []
    event.listen(engine, "before_cursor_execute", lambda *seen: asked.append(seen[2]))
    revision(engine)
    assert len([each for each in asked if each.startswith("SELECT")]) == 1
