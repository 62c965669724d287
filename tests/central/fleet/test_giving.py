"""After an approval: who waits for the signer, who has a version and is not given it yet."""

from datetime import datetime

from central.fleet.configuration.giving import (
    GivingState,
    give_signed,
    give_waiting,
    giving_state,
)
from central.fleet.configuration.layers import ConfigurationLayer
from central.fleet.configuration.targets import states_of
from central.store.database import transaction
from central.store.models import KioskRow
from tests.central.fleet.configurations import Count, agreed, signer_at
from tests.central.world import MORNING, World

AGENCY = ConfigurationLayer.parse("agency:0131")
KIOSKS = ("k1", "k2")


def two(world: World) -> None:
    with transaction(world.container.engine) as db:
        for each in KIOSKS:
            db.add(KioskRow(id=each, name=each, site="0131", added_at=MORNING))


def state(world: World, approved_at: datetime | None = None) -> GivingState:
    with transaction(world.container.engine) as db:
        return giving_state(db, AGENCY, approved_at or world.container.clock.now())


def wanted(world: World) -> list[int | None]:
    with transaction(world.container.engine) as db:
        return [each.wanted for each in states_of(db, KIOSKS)]


def test_from_the_approval_to_the_kiosks(world: World) -> None:
    two(world)
    signer, at = signer_at(world, Count()), world.container
    assert state(world) == GivingState(2, 0, 0)
    agreed(world, "agency:0131", {"phone": "1"})
    assert state(world) == GivingState(2, 2, 0)
    done = signer.sign_for(KIOSKS[:1])
    assert state(world) == GivingState(2, 1, 1)
    give_signed(at.engine, at.clock, done)
    assert state(world) == GivingState(2, 1, 0)
    signer.sign_for(KIOSKS)
    assert give_waiting(at.engine, at.clock, AGENCY) == 1
    assert state(world) == GivingState(2, 0, 0)
    assert None not in wanted(world)
    assert give_waiting(at.engine, at.clock, AGENCY) == 0


def test_whom_an_approval_tells_nothing_new_waits_for_nothing(world: World) -> None:
    two(world)
    signer = signer_at(world, Count())
    agreed(world, "kiosk:k1", {"phone": "its own"})
    signer.sign_for(("k1",))
    world.clock.turn(minutes=5)
    agreed(world, "agency:0131", {"phone": "1"})
    assert state(world).unsigned == 1


def test_another_agencys_kiosks_are_given_nothing(world: World) -> None:
    two(world)
    with transaction(world.container.engine) as db:
        db.add(KioskRow(id="k3", name="k3", site="0132", added_at=MORNING))
    signer, at = signer_at(world, Count()), world.container
    agreed(world, "caisse", {"phone": "1"})
    signer.sign_for((*KIOSKS, "k3"))
    assert give_waiting(at.engine, at.clock, AGENCY) == 2
    with transaction(at.engine) as db:
        (other,) = states_of(db, ("k3",))
    assert other.wanted is None
