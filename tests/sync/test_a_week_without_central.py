"""Central away for a week: people go on asking, and all of it arrives, once and in order."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from central.container import build
from central.store.migrate import upgrade
from kiosk.app.ids import IdSource
from kiosk.sync.outbox.action import NewAction, Stored
from tests.central.kiosks import DEMANDE, demande
from tests.central.world import INTAKE_KEYS, settings_for
from tests.sync.queue_world import Clocks, QueueWorld
from wire.demandes.ceam import CeamOrder
from wire.demandes.demande import Assurance

DAYS, OPEN_HOURS = 7, 9
MOST_ROUNDS = 40
"""The exchanges in which it is all there: batches grow, so that no herd of small ones follows."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[QueueWorld]:
    clocks = Clocks()
    central = build(
        settings_for(f"sqlite:///{tmp_path / 'central.db'}"),
        clock=clocks.central,
        intake_keys=INTAKE_KEYS,
    )
    upgrade(central.engine)
    world = QueueWorld(central, clocks)
    yield world
    world.close()
    central.close()


def asks(world: QueueWorld, ids: IdSource, number: int) -> NewAction:
    action = NewAction(
        id=ids.confirmation().action,
        kind="ceam",
        schema_version=CeamOrder.newest_version,
        priority=CeamOrder.priority,
        assurance=Assurance.CARD,
        session_reference=None,
        subject=UUID(int=number + 1),
        confirmed_at=world.clocks.now(),
        body=DEMANDE.write(demande("ceam")),
    )
    assert isinstance(world.submit(action), Stored)
    return action


def test_all_that_was_asked_for_meanwhile_arrives_once_and_in_its_order(world: QueueWorld) -> None:
    ids = IdSource(world.clocks)
    world.line.weather = "nothing_arrives"
    asked = []
    for _ in range(DAYS):
        for _ in range(OPEN_HOURS):
            asked.append(asks(world, ids, len(asked)))
            world.exchange()
            world.clocks.central.turn(hours=1)
        # In the night the machine is off, and starts anew in the morning.
        world.clocks.central.turn(hours=24 - OPEN_HOURS)
        world.clocks.boot_anew()
        world.restart()
    summary = world.ask(lambda store: store.outbox.summary())
    assert (summary.ready + summary.in_flight, summary.accepting) == (len(asked), True)
    assert (summary.quarantined, summary.expired) == (0, 0)
    assert summary.oldest_waiting_at is not None
    assert world.clocks.now() - summary.oldest_waiting_at >= timedelta(days=6)
    assert world.stored() == {}

    world.drain()

    assert list(world.stored()) == [each.id for each in asked]
    assert world.effects() == (len(asked), len(asked))
    assert len(world.line.said) <= MOST_ROUNDS
    after = world.ask(lambda store: store.outbox.summary())
    assert (after.ready, after.in_flight, after.acknowledged) == (0, 0, len(asked))


def test_an_answer_that_is_lost_each_day_makes_nothing_twice(world: QueueWorld) -> None:
    ids = IdSource(world.clocks)
    asked = []
    for day in range(DAYS):
        asked.append(asks(world, ids, day))
        world.line.weather = "answer_lost" if day % 2 else "nothing_arrives"
        world.exchange()
        world.clocks.central.turn(days=1)
    world.drain()
    assert set(world.stored()) == {each.id for each in asked}
    assert world.effects() == (len(asked), len(asked))
