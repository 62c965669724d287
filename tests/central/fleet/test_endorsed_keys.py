"""What the signer endorsed, from its files to the kiosks: each is told what it lacks, and nobody
else's word gets in."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from structlog.testing import capture_logs

from central.crypto.signing_key import make_signing_key
from central.crypto.signing_ring import (
    SigningRing,
    chain_file,
    endorse_intake,
    make_next,
    read_ring,
    retire,
)
from central.fleet.configuration.rollout import give
from central.fleet.configuration.signer import ConfigurationSigner
from central.fleet.endorsed_keys import EndorsedKeys, retire_key
from central.store.database import transaction
from central.store.key_models import KeyEndorsementRow, KioskKeysRow
from kiosk.sync.fleet.configuration import FleetConfiguration
from kiosk.sync.fleet.identity import keep
from kiosk.sync.fleet.state_files import StateFiles
from kiosk.sync.fleet.told_keys import ToldKeys
from kiosk.sync.outbox.sealer import Sealer
from tests.central.fleet.configurations import LIFETIME, Count, agreed
from tests.central.kiosks import Queue, demande, sync
from tests.central.world import MORNING, World
from tests.sync.fakes import TurnedClock
from tests.sync.fleet.test_identity import enrolled
from wire.demandes.kinds import KINDS
from wire.endorsement import KeyChain, KnownKeys, public_key_id
from wire.sync import SyncAnswer

KIOSK, CAISSE = "demo", "cpam-000"
INTAKE = X25519PrivateKey.generate().public_key().public_bytes_raw()


class Signer:
    """The signer's account, and central beside it."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.path, self.count = world, folder / "signing.key", Count()
        make_signing_key(self.path)
        self.first = read_ring(self.path, CAISSE)
        endorsed = world.container.endorsed
        endorsed.caisse, endorsed.first = CAISSE, (self.first.chain.first or b"",)
        endorsed._looked_at = None

    @property
    def endorsed(self) -> EndorsedKeys:
        return self.world.container.endorsed

    def rotates(self, *, told: bool = True, through: int | None = None) -> KeyChain:
        last = self.count.take(1, 0)[0] if through is None else through
        chain = make_next(self.path, CAISSE, self.world.clock.now(), last)
        return self.tells(chain) if told else chain

    def endorses(self, intake: bytes) -> KeyChain:
        return self.tells(endorse_intake(self.path, CAISSE, self.world.clock.now(), intake))

    def tells(self, chain: KeyChain) -> KeyChain:
        with transaction(self.world.container.engine) as db:
            self.endorsed.add(db, chain)
        return chain

    def signs(self) -> None:
        at = self.world.container
        signer = ConfigurationSigner(
            at.engine,
            lambda: read_ring(self.path, CAISSE),
            self.count,
            at.clock,
            at.audit,
            CAISSE,
            LIFETIME,
            "signer (900)",
        )
        versions = {k: v for k, v in signer.sign_for([KIOSK]).items() if isinstance(v, int)}
        with transaction(at.engine) as db:
            give(db, at.clock.now(), versions)

    @property
    def ids(self) -> tuple[str, ...]:
        return read_ring(self.path, CAISSE).ids


class KeyedKiosk:
    """A kiosk of this release, which has pinned the first key."""

    def __init__(self, signer: Signer, folder: Path) -> None:
        self.signer, self.sealer = signer, Sealer(Queue().public)
        folder.mkdir()
        given = enrolled(folder, KIOSK)
        first = (signer.first.chain.first or b"",)
        keep(folder, replace(given, caisse=CAISSE, signing_keys=first))
        self.keys = ToldKeys(folder, self.sealer)
        files = StateFiles(folder / "state", self.keys.pinned)
        public = folder / "public"
        public.mkdir()
        self.fleet = FleetConfiguration(
            files, self.keys.pinned, public, lambda _: None, TurnedClock()
        )
        self.fleet.start()

    def calls(self) -> SyncAnswer:
        request = replace(Queue().batch(), applied_configuration=self.fleet.report())
        with capture_logs() as self.logs:
            answer = sync(self.signer.world.kiosk, self.keys.tell(request))
            self.keys.heard(answer)
            self.fleet.answered(answer)
        return answer

    @property
    def state(self) -> tuple[str, int]:
        report = self.fleet.report()
        assert report is not None
        return report.state, report.version

    @property
    def signing(self) -> str:
        told = self.keys.tell(Queue().batch()).keys
        assert told is not None
        (id_,) = told.signing
        return id_


@pytest.fixture
def signer(world: World, tmp_path: Path) -> Signer:
    return Signer(world, tmp_path)


@pytest.fixture
def kiosk(signer: Signer, tmp_path: Path) -> KeyedKiosk:
    kiosk = KeyedKiosk(signer, tmp_path / "kiosk")
    kiosk.calls()
    return kiosk


def noted(world: World) -> tuple[str | None, str | None]:
    with transaction(world.container.engine) as db:
        row = db.get_one(KioskKeysRow, KIOSK)
        return row.signing, row.intake


def test_a_rotation_and_the_next_configuration_in_one_exchange(
    signer: Signer, kiosk: KeyedKiosk
) -> None:
    signer.rotates()
    agreed(signer.world, "caisse", {"phone": "1"})
    signer.signs()
    assert len(kiosk.calls().endorsements) == 1
    assert kiosk.signing == signer.ids[-1]
    assert kiosk.state == ("trying", 2)
    assert kiosk.calls().endorsements == ()
    assert noted(signer.world)[0] == signer.ids[-1]


def test_dark_for_three_rotations(signer: Signer, kiosk: KeyedKiosk) -> None:
    agreed(signer.world, "caisse", {"phone": "1"})
    for _ in range(3):
        signer.rotates()
        signer.signs()
    assert len(kiosk.calls().endorsements) == 3
    assert kiosk.signing == signer.ids[3]
    assert kiosk.state[0] == "trying"


def test_what_was_signed_before_and_waited_is_taken_up_after(
    signer: Signer, kiosk: KeyedKiosk
) -> None:
    agreed(signer.world, "caisse", {"phone": "1"})
    signer.signs()
    signer.rotates()
    kiosk.calls()
    assert (kiosk.signing, kiosk.state) == (signer.ids[1], ("trying", 1))


def test_a_key_that_leaked_signs_nothing_that_is_taken_up_and_the_next_one_signs_it_anew(
    signer: Signer, kiosk: KeyedKiosk
) -> None:
    agreed(signer.world, "caisse", {"phone": "1"})
    signer.signs()
    signer.rotates(through=0)
    kiosk.calls()
    report = kiosk.fleet.report()
    assert report is not None
    assert (report.state, report.reason) == ("refused", "former-key")
    signer.signs()
    kiosk.calls()
    assert kiosk.state == ("trying", 2)


def test_a_next_key_that_kiosks_have_not_heard_of_signs_nothing_yet(
    signer: Signer, kiosk: KeyedKiosk
) -> None:
    chain = signer.rotates(told=False)
    agreed(signer.world, "caisse", {"phone": "1"})
    signer.signs()
    kiosk.calls()
    assert (kiosk.signing, kiosk.state) == (signer.ids[0], ("trying", 2))
    signer.tells(chain)
    signer.signs()
    kiosk.calls()
    assert (kiosk.signing, kiosk.state) == (signer.ids[1], ("trying", 3))


def test_told_late_the_kiosk_asks_again_for_what_it_could_not_believe(
    signer: Signer, kiosk: KeyedKiosk
) -> None:
    agreed(signer.world, "caisse", {"phone": "1"})
    signer.rotates()
    signer.signs()
    # A worker that has not looked yet.
    signer.endorsed._told, signer.endorsed._looked_at = (), signer.world.clock.monotonic()
    kiosk.calls()
    assert kiosk.state[0] == "refused"
    signer.world.clock.turn(seconds=10)
    kiosk.calls()
    kiosk.calls()
    assert kiosk.state[0] == "trying"


def test_two_rotations_at_once(signer: Signer, kiosk: KeyedKiosk) -> None:
    first, second = signer.rotates(told=False), signer.rotates(told=False)
    assert second.endorsements[:1] == first.endorsements
    signer.tells(second)
    with pytest.raises(ValueError, match="lacks"):
        signer.tells(first)
    kiosk.calls()
    assert kiosk.signing == signer.ids[2]


def test_a_kiosk_of_the_release_before_stays_on_the_former_key_until_that_is_retired(
    signer: Signer, world: World
) -> None:
    agreed(world, "caisse", {"phone": "1"})
    signer.rotates()
    signer.signs()
    answer = sync(world.kiosk, Queue().batch())
    assert answer.configuration is not None
    assert answer.configuration.key_id == signer.ids[0]
    assert answer.endorsements == ()
    retire(signer.path, CAISSE, signer.ids[0])
    signer.signs()
    answer = sync(world.kiosk, Queue().batch())
    assert answer.configuration is not None
    assert answer.configuration.key_id == signer.ids[1]


def test_what_somebody_wrote_into_the_store_is_told_to_nobody(
    signer: Signer, kiosk: KeyedKiosk, tmp_path: Path
) -> None:
    stranger = tmp_path / "stranger.key"
    make_signing_key(stranger)
    forged = make_next(stranger, CAISSE, MORNING, 0)
    with pytest.raises(ValueError, match="no kiosk was given"):
        signer.tells(forged)
    (document,) = forged.endorsements
    with transaction(signer.world.container.engine) as db:
        db.add(
            KeyEndorsementRow(
                digest="0" * 64,
                number=1,
                body=document.body,
                key_id=document.key_id,
                signature=document.signature,
                told_at=MORNING,
            )
        )
    signer.world.clock.turn(seconds=60)
    assert kiosk.calls().endorsements == ()


def test_the_intake_key_turns_and_what_waits_is_opened(signer: Signer, kiosk: KeyedKiosk) -> None:
    former = kiosk.sealer.key_id
    assert noted(signer.world)[1] == former
    signer.endorses(INTAKE)
    kiosk.calls()
    assert kiosk.sealer.key_id == public_key_id(INTAKE)
    assert kiosk.calls().endorsements == ()
    assert noted(signer.world)[1] == public_key_id(INTAKE)


def test_the_next_signer_says_the_intake_key_once_more_for_who_knows_it_alone(
    signer: Signer, world: World
) -> None:
    signer.endorses(INTAKE)
    signer.rotates()
    known = KnownKeys((signer.ids[1],), "0" * 16)
    answer = sync(world.kiosk, replace(Queue().batch(), keys=known))
    (document,) = answer.endorsements
    assert document.key_id == signer.ids[1]


def test_of_a_kiosk_of_the_release_before_the_intake_key_is_seen_on_what_it_brings(
    world: World,
) -> None:
    queue = Queue()
    sync(world.kiosk, queue.batch(queue.item(demande(next(iter(KINDS))))))
    assert noted(world) == (None, public_key_id(queue.public.public_bytes_raw()))


def test_what_is_sealed_for_an_unknown_key_waits_and_is_an_alarm(world: World) -> None:
    queue = Queue(public=X25519PrivateKey.generate().public_key())
    with capture_logs() as logs:
        answer = sync(world.kiosk, queue.batch(queue.item(demande(next(iter(KINDS))))))
    assert [each.code for each in answer.answers] == ["unknown-key"]
    assert "intake-key-unknown" in [each.get("kind") for each in logs]


def test_who_is_enrolled_is_given_the_one_that_signs_first_and_no_retired_one(
    signer: Signer,
) -> None:
    signer.rotates()
    with transaction(signer.world.container.engine) as db:
        given = [public_key_id(each) for each in signer.endorsed.given(db)]
        assert given == [signer.ids[1], signer.ids[0]]
        retire_key(db, signer.ids[0], MORNING)
        assert [public_key_id(each) for each in signer.endorsed.given(db)] == [signer.ids[1]]


def test_the_signers_files_through_a_crash(signer: Signer, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signer.ids
    with monkeypatch.context() as full:
        full.setattr("central.crypto.signing_ring.write_whole", _no_room)
        with pytest.raises(OSError, match="no room"):
            signer.rotates(told=False)
    assert signer.ids == before
    signer.rotates(told=False)
    assert len(signer.ids) == 2
    chain_file(signer.path).write_bytes(b'{"first":')
    with pytest.raises(ValueError, match="chain"):
        read_ring(signer.path, CAISSE)


def _no_room(*_: object) -> None:
    raise OSError("no room")


def test_a_clock_that_went_back_endorses_at_no_earlier_time(signer: Signer) -> None:
    signer.rotates(told=False)
    signer.world.clock.turn(days=-3_650)
    signer.rotates(told=False)
    at = [each.issued_at for each in read_ring(signer.path, CAISSE).statements]
    assert at[0] <= at[1]


def test_the_one_that_signs_is_not_retired_nor_one_that_is_not_there(signer: Signer) -> None:
    for id_ in (signer.ids[0], "0" * 16):
        with pytest.raises(ValueError):
            retire(signer.path, CAISSE, id_)


def test_a_next_key_that_nobody_was_told_of_signs_where_no_other_is_left(
    signer: Signer, world: World
) -> None:
    signer.rotates(told=False)
    retire(signer.path, CAISSE, signer.ids[0])
    agreed(world, "caisse", {"phone": "1"})
    signer.signs()
    answer = sync(world.kiosk, Queue().batch())
    assert answer.configuration is not None
    assert answer.configuration.key_id == signer.ids[1]


def test_a_ring_says_little_of_itself(signer: Signer) -> None:
    ring: SigningRing = read_ring(signer.path, CAISSE)
    assert "Ed25519" not in repr(ring)
