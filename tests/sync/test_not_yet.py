"""A kiosk newer than its central, from the person's decision until central has caught up."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from central.container import build
from central.intake import judging
from central.store.migrate import upgrade
from kiosk.app.ids import IdSource
from kiosk.sync.outbox.action import NewAction, Stored
from tests.central.kiosks import DEMANDE, demande
from tests.central.world import INTAKE_KEYS, settings_for
from tests.sync.queue_world import Clocks, QueueWorld
from wire.demandes.demande import Assurance
from wire.demandes.kinds import KINDS

A_DAY_OF_HOURS = 24


@pytest.fixture
def world(tmp_path: Path) -> Iterator[QueueWorld]:
    clocks = Clocks()
    database = f"sqlite:///{tmp_path / 'central.db'}"
    central = build(settings_for(database), clock=clocks.central, intake_keys=INTAKE_KEYS)
    upgrade(central.engine)
    world = QueueWorld(central, clocks)
    yield world
    world.close()
    central.close()


@pytest.fixture
def confirm(world: QueueWorld):
    ids = IdSource(world.clocks)

    def confirm(kind: str, visit: int) -> UUID:
        action = NewAction(
            id=ids.confirmation().action,
            kind=kind,
            schema_version=1,
            priority=5,
            assurance=Assurance.CARD,
            session_reference=None,
            subject=UUID(int=visit),
            confirmed_at=world.clocks.now(),
            body=DEMANDE.write(demande(kind)),
        )
        assert isinstance(world.submit(action), Stored)
        return action.id

    return confirm


def offers(world: QueueWorld, action: UUID) -> int:
    return sum(item.header.id == action for sent in world.line.said for item in sent.items)


def hours(world: QueueWorld, number: int) -> None:
    """They pass, and the engine comes round each time that central wants to hear from it."""
    for _ in range(number * 6):
        world.clocks.central.turn(minutes=10)
        world.drain()


def test_what_central_does_not_know_yet_is_stored_once_it_does(
    world: QueueWorld, confirm, monkeypatch: pytest.MonkeyPatch
):
    with monkeypatch.context() as older:
        known = {name: kind for name, kind in KINDS.items() if name != "ceam"}
        older.setattr(judging, "KINDS", known)
        new, after = confirm("ceam", visit=1), confirm("card_damaged", visit=1)
        other = confirm("attestation_by_post", visit=2)
        world.drain()
        assert set(world.stored()) == {after, other}
        assert offers(world, new) == 1
        hours(world, A_DAY_OF_HOURS)
        world.restart()
        # In 1, 2, 4 and 8 hours, each a fifth sooner: the chance of this world is the smallest.
        assert offers(world, new) == 5
        hours(world, A_DAY_OF_HOURS)
        assert offers(world, new) in (6, 7)
        summary = world.ask(lambda store: store.outbox.summary())
        assert (summary.ready, summary.put_off, summary.quarantined) == (1, 1, 0)
    hours(world, A_DAY_OF_HOURS)
    assert set(world.stored()) == {after, other, new}
    assert world.effects() == (3, 3)
    assert world.buried() == set()
    summary = world.ask(lambda store: store.outbox.summary())
    assert (summary.acknowledged, summary.ready, summary.put_off) == (3, 0, 0)


def test_what_central_never_learns_expires_and_central_is_told(
    world: QueueWorld, confirm, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(judging, "KINDS", {})
    action = confirm("ceam", visit=1)
    world.drain()
    for _ in range(32):
        world.clocks.central.turn(days=1)
        world.drain()
    found = world.ask(lambda store: store.outbox.find(action))
    assert found is not None
    assert (found.state, found.reason) == ("expired", "expired")
    assert world.buried() == {action}
