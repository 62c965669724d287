"""A kiosk is told its configuration once, until it says what became of it; the rest is drift."""

import pytest

from central.fleet.configuration.targets import aim, exchanged, states_of
from central.store.configuration_models import ConfigurationTargetRow
from central.store.database import transaction
from tests.central.fleet.configurations import PINNED, agreed, signer_at
from tests.central.kiosks import Queue
from tests.central.world import World
from wire.codec import codec_of
from wire.configuration import AppliedConfiguration
from wire.signed import SignedBody
from wire.signing import document_digest, verified
from wire.sync import SyncAnswer, SyncRequest

KIOSK = "demo"


def told(world: World, applied: AppliedConfiguration | None = None):
    """What the kiosk gets over the real route."""
    request = SyncRequest(
        sent_at=world.clock.now(),
        boot=Queue().boot,
        uptime_s=1.0,
        backlog=0,
        applied_configuration=applied,
    )
    said = codec_of(SyncRequest).plain(request)
    answer = world.kiosk.call("POST", "/v1/sync", said)
    assert answer.status_code == 200
    return codec_of(SyncAnswer).read(answer.content).configuration


def give(world: World, content, kiosk: str = KIOSK) -> None:
    agreed(world, "caisse", content)
    versions = signer_at(world).sign_for([kiosk])
    with transaction(world.container.engine) as db:
        aim(db, world.clock.now(), versions)  # type: ignore[arg-type]  # all are signed


def state(world: World):
    with transaction(world.container.engine) as db:
        (found,) = states_of(db, [KIOSK])
        return found


def test_without_a_configuration_nothing_is_told(world: World) -> None:
    assert told(world) is None
    assert not state(world).drifted


def test_a_kiosk_is_told_until_it_says_that_it_has_it(world: World) -> None:
    give(world, {"phone": "36 46"})
    document = told(world)
    body = verified(document, PINNED)
    assert isinstance(body, SignedBody)
    assert (body.kiosk, body.content) == (KIOSK, {"phone": "36 46"})
    assert told(world) == document
    digest = document_digest(document)
    assert told(world, AppliedConfiguration(1, digest, "trying")) is None
    assert state(world).drifted
    assert told(world, AppliedConfiguration(1, digest, "applied", running=1)) is None
    assert (state(world).state, state(world).drifted) == ("applied", False)


@pytest.mark.parametrize("outcome", ["refused", "rolled_back"])
def test_what_a_kiosk_could_not_take_is_not_sent_again_and_shows(world: World, outcome) -> None:
    give(world, {"phone": "36 46"})
    digest = document_digest(told(world))
    assert told(world, AppliedConfiguration(1, digest, outcome, reason="lost-central")) is None
    assert (state(world).state, state(world).reason) == (outcome, "lost-central")
    assert state(world).drifted
    give(world, {"phone": "09 74"})
    assert told(world, AppliedConfiguration(1, digest, outcome)) is not None


def test_an_expired_one_is_not_sent(world: World) -> None:
    give(world, {"phone": "36 46"})
    world.clock.turn(days=91)
    assert told(world) is None


def test_what_is_told_again_and_again_is_written_once(world: World) -> None:
    applied = AppliedConfiguration(1, "ab" * 32, "applied", running=1)
    told(world, applied)
    first = state(world).reported_at
    world.clock.turn(minutes=5)
    told(world, applied)
    assert state(world).reported_at == first


def test_another_kiosks_word_stays_that_kiosks(world: World) -> None:
    give(world, {"phone": "36 46"})
    with transaction(world.container.engine) as db:
        assert exchanged(db, world.clock.now(), "other", None) is None
        assert db.get(ConfigurationTargetRow, "other") is None
    assert state(world).state is None


def test_the_largest_document_goes_through_an_exchange(world: World) -> None:
    picture = "PHN2ZyA+" + "AAAA" * 21_000
    give(world, {"logo": {"form": "svg", "picture": picture}})
    assert told(world) is not None
