"""The keys that a kiosk goes by: what it takes on and keeps, and what it does not believe."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from structlog.testing import capture_logs

from kiosk.sync.fleet.command_verify import CommandNotDone, NotBelieved, judge_command
from kiosk.sync.fleet.identity import keep
from kiosk.sync.fleet.told_keys import ToldKeys
from kiosk.sync.fleet.verify import Believed, Bounds, ConfigurationRefusal, genuine, judge
from kiosk.sync.outbox.sealer import Sealer
from tests.central.kiosks import Queue, demande
from tests.sync.fleet import documents
from tests.sync.fleet.command_stand import offer
from tests.sync.fleet.test_identity import enrolled
from tests.wire.test_endorsing import AT, CAISSE, INTAKE, KEYS, LINKS, id_of, link, said
from wire.commands import RestartApp
from wire.demandes.kinds import KINDS
from wire.endorsement import public_key_id
from wire.signed import SignedDocument
from wire.sync import SyncAnswer, SyncRequest

OWN = X25519PrivateKey.generate().public_key()
OWN_ID = public_key_id(OWN.public_bytes_raw())
INTAKE_ID = public_key_id(INTAKE.public_bytes_raw())


class Told:
    """A kiosk that has pinned the first key, and its file."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.sealer = folder, Sealer(OWN)
        first = KEYS[0].public_key().public_bytes_raw()
        keep(folder, replace(enrolled(folder), caisse=CAISSE, signing_keys=(first,)))
        self.keys = ToldKeys(folder, self.sealer)

    def hears(self, *endorsements: SignedDocument) -> None:
        self.keys.heard(SyncAnswer(AT, 60.0, endorsements=endorsements))

    def restarts(self) -> None:
        self.sealer = Sealer(OWN)
        self.keys = ToldKeys(self.folder, self.sealer)

    @property
    def signing(self) -> list[str]:
        told = self.keys.tell(Queue().batch()).keys
        assert told is not None
        return list(told.signing)

    @property
    def file(self) -> Path:
        return self.folder / "endorsed.json"


@pytest.fixture
def told(tmp_path: Path) -> Told:
    return Told(tmp_path)


def test_it_says_which_keys_it_goes_by(told: Told) -> None:
    request: SyncRequest = told.keys.tell(Queue().batch())
    assert request.keys is not None
    assert request.keys.signing == (id_of(KEYS[0]),)
    assert request.keys.intake == OWN_ID
    assert len(request.keys.authorities) == 1


def test_one_that_was_never_enrolled_seals_for_its_file_and_believes_nobody(tmp_path: Path) -> None:
    sealer = Sealer(OWN)
    keys = ToldKeys(tmp_path, sealer)
    keys.heard(SyncAnswer(AT, 60.0, endorsements=(LINKS[0],)))
    request = keys.tell(Queue().batch())
    assert request.keys is not None
    assert (request.keys.signing, request.keys.intake) == ((), OWN_ID)
    assert not keys.is_pinned


def test_dark_for_three_rotations_it_walks_the_chain_and_keeps_it(told: Told) -> None:
    told.hears(*LINKS[:3])
    assert told.signing == [id_of(KEYS[3])]
    told.restarts()
    assert told.signing == [id_of(KEYS[3])]
    assert told.file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("forged", "why"),
    [
        (LINKS[1], "unknown-key"),
        (link(0, caisse="cpam-999"), "other-caisse"),
        (replace(LINKS[0], signature=b"0" * 64), "wrong-signature"),
    ],
    ids=["an unpinned key", "another caisse", "a wrong signature"],
)
def test_what_the_pinned_key_did_not_say_changes_nothing(
    told: Told, forged: SignedDocument, why: str
) -> None:
    with capture_logs() as logs:
        told.hears(forged)
    assert [each["why"] for each in logs] == [why]
    assert told.signing == [id_of(KEYS[0])]
    assert not told.file.exists()


def test_a_forged_chain_with_a_gap_is_taken_as_far_as_it_holds(told: Told) -> None:
    told.hears(LINKS[0], LINKS[2])
    assert told.signing == [id_of(KEYS[1])]


def test_a_replay_of_older_ones_says_nothing(told: Told) -> None:
    told.hears(*LINKS[:2])
    with capture_logs() as logs:
        told.hears(*LINKS[:2])
    assert (told.signing, logs) == ([id_of(KEYS[2])], [])


@pytest.mark.parametrize("left", [b"", b'{"endorsements": [', b"\x00" * 300])
def test_of_a_half_written_chain_the_one_before_counts(told: Told, left: bytes) -> None:
    told.hears(LINKS[0])
    told.hears(LINKS[1])
    told.file.write_bytes(left)
    with capture_logs():
        told.restarts()
    assert told.signing == [id_of(KEYS[1])]
    told.hears(LINKS[1])
    told.restarts()
    assert told.signing == [id_of(KEYS[2])]


def test_where_both_are_damaged_what_was_pinned_counts_and_central_says_it_again(
    told: Told,
) -> None:
    told.hears(LINKS[0])
    told.hears(LINKS[1])
    for file in (told.file, told.folder / "endorsed.before.json"):
        file.write_bytes(b"{")
    with capture_logs():
        told.restarts()
    assert told.signing == [id_of(KEYS[0])]
    told.hears(*LINKS[:2])
    assert told.signing == [id_of(KEYS[2])]


def test_on_a_full_disk_it_goes_on_in_memory_and_is_written_later(
    told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as full:
        full.setattr("kiosk.sync.fleet.told_keys.write_whole", _no_room)
        with capture_logs():
            told.hears(LINKS[0])
    assert told.signing == [id_of(KEYS[1])]
    told.hears()
    told.restarts()
    assert told.signing == [id_of(KEYS[1])]


def _no_room(*_: object) -> None:
    raise OSError("no room")


def test_requests_are_sealed_for_the_key_that_was_endorsed(told: Told) -> None:
    told.hears(said(KEYS[0], INTAKE.public_bytes_raw(), 1, use="intake"))
    assert told.sealer.key_id == INTAKE_ID
    told.restarts()
    assert told.sealer.key_id == INTAKE_ID


def test_a_stolen_web_worker_makes_no_kiosk_seal_for_its_own_key(told: Told) -> None:
    mine = X25519PrivateKey.generate().public_key().public_bytes_raw()
    with capture_logs():
        told.hears(said(KEYS[5], mine, 1, use="intake"))
    assert told.sealer.key_id == OWN_ID


def test_a_header_made_before_the_change_is_sealed_for_the_key_it_names(told: Told) -> None:
    header = Queue().item(demande(next(iter(KINDS)))).header
    header = replace(header, key_id=told.sealer.key_id)
    told.hears(said(KEYS[0], INTAKE.public_bytes_raw(), 1, use="intake"))
    assert told.sealer.seal(b"{}", header)


def test_enrolled_again_it_begins_with_what_it_was_given_then(told: Told) -> None:
    told.hears(LINKS[0], said(KEYS[1], INTAKE.public_bytes_raw(), 2, use="intake"))
    for file in told.folder.iterdir():
        file.unlink()
    given = KEYS[5].public_key().public_bytes_raw()
    again = replace(enrolled(told.folder), caisse=CAISSE, signing_keys=(given,))
    keep(told.folder, again)
    told.keys.reload()
    assert (told.signing, told.sealer.key_id) == ([id_of(KEYS[5])], OWN_ID)


def test_enrolled_again_at_a_central_without_a_signer_it_believes_nobody(told: Told) -> None:
    for file in told.folder.iterdir():
        file.unlink()
    keep(told.folder, enrolled(told.folder))
    told.keys.reload()
    found = judge(signed(1, 0, told), told.keys.pinned(), Bounds(), AT)
    assert found is ConfigurationRefusal.UNKNOWN_KEY
    assert told.signing == []


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_is_years_off_at_central_changes_nothing(tmp_path: Path, years: int) -> None:
    told = Told(tmp_path)
    told.hears(link(0, at=AT + timedelta(days=365 * years)))
    assert told.signing == [id_of(KEYS[1])]


def signed(version: int, key: int, told: Told) -> SignedDocument:
    kiosk = told.keys.pinned().kiosk or "k-1"
    return documents.document(version, key=KEYS[key], caisse=CAISSE, kiosk=kiosk)


def test_of_a_former_key_what_waited_is_taken_up_and_nothing_later(told: Told) -> None:
    told.hears(link(0, through=10))
    pinned, bounds = told.keys.pinned(), Bounds()
    assert isinstance(judge(signed(10, 0, told), pinned, bounds, AT), Believed)
    late = signed(11, 0, told)
    assert judge(late, pinned, bounds, AT) is ConfigurationRefusal.FORMER_KEY
    assert isinstance(genuine(late, pinned), Believed)  # where it was taken up before
    assert isinstance(judge(signed(11, 1, told), pinned, bounds, AT), Believed)


def test_of_one_that_leaked_nothing_more_is_taken_up(told: Told) -> None:
    told.hears(link(0, through=0))
    found = judge(signed(1, 0, told), told.keys.pinned(), Bounds(), AT)
    assert found is ConfigurationRefusal.FORMER_KEY


def test_a_command_of_a_former_key_lasts_no_longer_than_a_day_after_it(told: Told) -> None:
    kiosk = told.keys.pinned().kiosk
    told.hears(link(0, through=10))

    def given(version: int, hours: int) -> object:
        at = AT + timedelta(hours=hours)
        made = offer(version, RestartApp(), key=KEYS[0], issued_at=at, caisse=CAISSE, kiosk=kiosk)
        return judge_command(made, told.keys.pinned(), at, ())

    assert not isinstance(given(10, -1), NotBelieved)
    for version, hours in ((11, -1), (10, 24)):
        assert given(version, hours) == NotBelieved(CommandNotDone.FORMER_KEY)
