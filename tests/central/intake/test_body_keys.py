"""Bodies under keys of a month: kept apart, thrown away together, and never taken for lost."""

import shutil
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import select, update

from central.crypto.body_keys import BodyKey
from central.intake.agents import OpenedRequest
from central.intake.request_handler import body_context
from central.store.database import transaction
from central.store.intake_models import RequestItemRow
from tests.central.intake.test_request_handler import agents, requests
from tests.central.kiosks import DEMANDE, Queue, demande, outcomes, sync
from tests.central.turned_keys import USED, Workers
from tests.central.world import World


@pytest.fixture
def keys_apart(tmp_path: Path) -> Path:
    folder = tmp_path / "apart"
    folder.mkdir(mode=0o700)
    return folder


def ask(world: World, slug: str = "camille-martin") -> list[str]:
    queue = Queue(now=world.clock.now())
    return outcomes(world.kiosk, queue.batch(queue.item(demande("ceam", slug))))


def shown(world: World) -> list[tuple[bool, str | None]]:
    """Of each body whether it is read, and why not."""
    found: list[tuple[bool, str | None]] = []
    for request in requests(world):
        opened = agents(world).show(str(request.id), "agent", "why")
        assert isinstance(opened, OpenedRequest)
        found += [(each.demande is not None, each.lack) for each in opened.opened]
    return found


def test_the_id_of_its_key_stands_beside_each_body(make_world, keys_apart: Path) -> None:
    world: World = make_world(body_keys_folder=keys_apart)
    assert ask(world) == ["stored"]
    world.clock.turn(days=20)
    assert ask(world, "wei-zhang") == ["stored"]
    with transaction(world.container.engine) as db:
        ids = set(db.scalars(select(RequestItemRow.body_key)))
    assert ids == {key.id for key in world.container.body_keys.all()}
    assert sorted(str(each)[:7] for each in ids) == ["2026-11", "2026-12"]
    assert shown(world) == [(True, None)] * 2
    other: World = make_world(body_keys_folder=keys_apart)
    assert shown(other) == [(True, None)] * 2


def test_bodies_of_the_release_before_are_read_after_a_turn_too(make_world, tmp_path) -> None:
    world: World = make_world()
    assert ask(world) == ["stored"]
    container = world.container
    with transaction(container.engine) as db:
        row = db.scalars(select(RequestItemRow)).one()
        context = body_context(row.kiosk, row.id)
        row.sealed = container.keys.seal_alone(
            container.chance, "body", context, DEMANDE.write(demande("ceam"))
        )
        row.body_key = None
    assert shown(world) == [(True, None)]
    assert shown(Workers(make_world, tmp_path, count()).with_ring(USED)) == [(True, None)]


def test_a_month_is_thrown_away_when_its_last_body_is_past_its_time(
    make_world, keys_apart: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world: World = make_world(body_keys_folder=keys_apart, bodies_kept_days=30)
    retention = world.container.intake.retention
    assert ask(world) == ["stored"]
    (key,) = world.container.body_keys.all()
    world.clock.turn(days=31)
    retention.sweep()
    assert shown(world) == [(False, "erased")]
    assert world.container.body_keys.all() == (key,), "another body of November may still be kept"
    world.clock.turn(days=8)
    retention.sweep()
    assert world.container.body_keys.all() == ()
    assert f"key={key.id}" in capsys.readouterr().out
    assert ask(world) == ["stored"]


def test_a_body_that_is_kept_keeps_its_key(make_world, keys_apart: Path) -> None:
    world: World = make_world(body_keys_folder=keys_apart)
    assert ask(world) == ["stored"]
    world.clock.turn(days=400)
    with transaction(world.container.engine) as db:
        db.execute(update(RequestItemRow).values(received_at=world.clock.now()))
    world.container.intake.retention.sweep()
    assert len(world.container.body_keys.all()) == 1
    assert shown(world) == [(True, None)]


def test_what_was_erased_is_not_in_a_backup_of_the_store_either(
    make_world, database_url: str, keys_apart: Path, tmp_path: Path
) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("a copy of SQLite's file is put back; PostgreSQL's would be the same rows")
    world: World = make_world(body_keys_folder=keys_apart, bodies_kept_days=1)
    assert ask(world) == ["stored"]
    with world.container.engine.connect() as connection:
        raw = connection.connection.cursor()
        raw.execute(f"VACUUM INTO '{tmp_path / 'backup.db'}'")
    world.clock.turn(days=60)
    world.container.intake.retention.sweep()
    world.container.engine.dispose()
    for left in tmp_path.glob("central.db*"):
        left.unlink()
    shutil.move(tmp_path / "backup.db", tmp_path / "central.db")
    restored: World = make_world(body_keys_folder=keys_apart)
    with transaction(restored.container.engine) as db:
        assert db.scalars(select(RequestItemRow.sealed)).one() is not None
    assert shown(restored) == [(False, "erased")]


def test_another_folder_of_keys_is_no_erasure(make_world, keys_apart: Path, tmp_path) -> None:
    assert ask(make_world(body_keys_folder=keys_apart)) == ["stored"]
    (other := tmp_path / "other").mkdir()
    assert shown(make_world(body_keys_folder=other)) == [(False, "key-missing")]


def test_a_body_that_was_exchanged_is_told_to_be_broken(make_world, keys_apart: Path) -> None:
    world: World = make_world(body_keys_folder=keys_apart)
    assert ask(world) == ["stored"]
    (key,) = world.container.body_keys.all()
    with transaction(world.container.engine) as db:
        sealed = key.seal(world.container.chance, "elsewhere", b"{}")
        db.execute(update(RequestItemRow).values(sealed=sealed))
    assert shown(world) == [(False, "broken")]


def test_without_its_folder_nothing_is_taken_in_and_nothing_lost(
    make_world, keys_apart: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world: World = make_world(body_keys_folder=keys_apart)
    sync(world.kiosk, Queue().batch())
    keys_apart.rmdir()
    queue = Queue()
    item = queue.item(demande("ceam"))
    assert world.container.intake.receive("demo", queue.batch(item)).answer.answers == ()
    said = capsys.readouterr().out
    assert "intake_without_keys" in said
    assert str(keys_apart) not in said
    world.clock.turn(hours=2)
    world.container.intake.retention.sweep_when_due()
    assert "body_keys_unusable" in capsys.readouterr().out
    keys_apart.mkdir(mode=0o700)
    again = world.container.intake.receive("demo", queue.batch(item)).answer.answers
    assert [answer.outcome for answer in again] == ["stored"]


def test_one_worker_reads_what_another_has_just_made(make_world, keys_apart: Path) -> None:
    one, other = (make_world(body_keys_folder=keys_apart) for _ in range(2))
    key = one.container.body_keys.of_month(one.clock.now())
    found = other.container.body_keys.find(key.id)
    assert isinstance(found, BodyKey)
    assert found == key
