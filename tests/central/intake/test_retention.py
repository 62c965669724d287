"""Erasing what was asked for, when it was kept as long as it may be."""

from pathlib import Path

import pytest
from sqlalchemy import select

from central.intake.agents import OpenedRequest
from central.store.database import transaction
from central.store.intake_models import RequestItemRow
from tests.central.intake.test_request_handler import agents, requests
from tests.central.kiosks import Queue, demande, sync
from tests.central.world import World


def kept(world: World) -> list[bytes]:
    with transaction(world.container.engine) as db:
        found = db.scalars(select(RequestItemRow.sealed)).all()
    return [body for body in found if body is not None]


def test_bodies_are_erased_after_their_days_and_the_request_stays(
    make_world, capsys: pytest.CaptureFixture[str]
) -> None:
    world: World = make_world(bodies_kept_days=30)
    queue = Queue()
    sync(world.kiosk, queue.batch(queue.item(demande("ceam")), queue.item(demande("card_damaged"))))
    (damaged,) = (each for each in requests(world) if each.kind == "card_damaged")
    agents(world).close(str(damaged.id), "agent")
    world.clock.turn(days=29, hours=23)
    sync(world.kiosk, queue.batch(queue.item(demande("ceam", "wei-zhang"))))
    assert len(kept(world)) == 3
    world.clock.turn(hours=1)
    sync(world.kiosk, queue.batch())
    assert len(kept(world)) == 1
    assert "bodies_erased" in (said := capsys.readouterr().out)
    assert "count=2" in said
    assert "open=1" in said
    assert len(requests(world)) == 3
    shown = agents(world).show(str(damaged.id), "agent", "why")
    assert isinstance(shown, OpenedRequest)
    assert [each.demande for each in shown.opened] == [None]


def test_a_central_that_starts_looks_at_once(make_world) -> None:
    world: World = make_world()
    queue = Queue()
    sync(world.kiosk, queue.batch(queue.item(demande("ceam"))))
    after: World = make_world()
    after.clock.turn(days=31)
    after.container.intake.retention.sweep_when_due()
    assert kept(after) == []


def test_what_is_erased_is_not_left_in_the_file(make_world, database_url: str) -> None:
    if not database_url.startswith("sqlite"):
        pytest.skip("SQLite's own file is looked at")
    world: World = make_world()
    queue = Queue()
    sync(world.kiosk, queue.batch(queue.item(demande("ceam"))))
    (sealed,) = kept(world)
    world.clock.turn(days=31)
    sync(world.kiosk, queue.batch())
    path = Path(database_url.removeprefix("sqlite:///"))
    left = b"".join(file.read_bytes() for file in path.parent.glob("central.db*"))
    assert sealed not in left
