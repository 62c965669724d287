"""From an exchange with central to the file that the screen reads, on a disk that may be full."""

import json
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from kiosk.config.fleet_layer import OVER_THE_FILE, UNDER_THE_FILE, read_fleet_layer
from kiosk.sync.fleet.configuration import FleetConfiguration
from kiosk.sync.fleet.settings_file import FLEET_FILE, settings_of
from kiosk.sync.fleet.state_files import StateFiles
from tests.sync.fakes import TurnedClock
from tests.sync.fleet.documents import FOREIGN, ISSUED, document, pinned
from wire.codec import codec_of
from wire.configuration import KioskConfiguration
from wire.signed import SignedDocument
from wire.sync import SyncAnswer

VERIFIER = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzYWx0$aGFzaGhhc2hoYXNoaGFzaGhhc2g"
STAFF = [{"staff": "a-17", "role": "agent", "verifier": VERIFIER}]


class Sync:
    """kiosk-sync's part, with a screen that is there and a central that answers."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.public = folder, folder / "public"
        self.public.mkdir(exist_ok=True)
        self.clock, self.told = TurnedClock(), list[int]()
        self.start()

    def start(self) -> None:
        files = StateFiles(self.folder / "state", pinned)
        self.fleet = FleetConfiguration(files, pinned, self.public, self.told.append, self.clock)
        self.fleet.start()

    def hears(self, offered: SignedDocument | None = None) -> None:
        self.fleet.answered(SyncAnswer(ISSUED, 60.0, (), offered))

    def proves(self) -> None:
        self.fleet.screen_left()
        self.fleet.screen_came(self.told[-1], None)
        self.hears()
        self.clock.turn(31)
        self.hears()

    def reported(self) -> tuple[int, str, str | None]:
        said = self.fleet.report()
        assert said is not None
        return said.version, said.state, said.reason


@pytest.fixture
def sync(tmp_path: Path) -> Sync:
    return Sync(tmp_path)


def test_from_central_to_the_screen(sync: Sync) -> None:
    assert sync.told == [0]
    with capture_logs() as lines:
        sync.hears(document(4))
        assert sync.told == [0, 4]
        assert read_fleet_layer(sync.public).over == {"phone": "36 4"}
        assert sync.reported() == (4, "trying", None)
        sync.proves()
    assert sync.reported() == (4, "applied", None)
    assert [(each["event"], each["version"]) for each in lines] == [
        ("configuration_tried", 4),
        ("configuration_applied", 4),
    ]
    sync.start()
    assert (sync.told[-1], sync.reported()) == (4, (4, "applied", None))


def test_what_the_screen_reads_holds_no_verifier_and_is_readable(sync: Sync) -> None:
    sync.hears(document(content={"staff": STAFF, "printer": "borne-2", "phone": "1"}))
    file = sync.public / FLEET_FILE
    assert "argon2id" not in file.read_text()
    assert json.loads(file.read_text()) == {
        "version": 1,
        "settings": {"phone": "1", "printer": "borne-2"},
    }
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_logo_lies_beside_it_and_the_former_one_a_while_longer(sync: Sync) -> None:
    def logos() -> list[bytes]:
        return sorted(each.read_bytes() for each in sync.public.glob("fleet-logo-*"))

    for version in (1, 2, 3):
        picture = {"form": "svg", "picture": f"PHN2Zz{version}="}
        sync.hears(document(version, content={"logo": picture}))
        shown = read_fleet_layer(sync.public).over["logo"]
        assert Path(shown).read_bytes().startswith(b"<svg")
    assert len(logos()) == 2
    sync.hears(document(4, content={"logo": {"form": "none"}}))
    assert read_fleet_layer(sync.public).over == {"logo": None}


def test_back_to_the_kiosks_own_file(sync: Sync) -> None:
    sync.hears(document(1))
    with capture_logs() as lines:
        sync.fleet.screen_left()
        sync.fleet.screen_came(0, 1)
    assert not (sync.public / FLEET_FILE).exists()
    assert sync.told == [0, 1, 0]
    assert sync.reported() == (1, "rolled_back", "unusable")
    assert lines[-1] == {
        "event": "configuration_rolled_back",
        "version": 1,
        "why": "unusable",
        "log_level": "error",
    }


def test_what_was_rolled_back_is_not_tried_again_when_it_comes_again(sync: Sync) -> None:
    sync.hears(document(1))
    sync.fleet.screen_came(0, 1)
    with capture_logs() as lines:
        sync.hears(document(1))
    assert sync.told[-1] == 0
    assert [each["why"] for each in lines] == ["older"]


def test_something_false_changes_nothing_and_is_told(sync: Sync) -> None:
    sync.hears(document(1))
    sync.proves()
    with capture_logs() as lines:
        sync.hears(document(2, key=FOREIGN))
    assert [each["event"] for each in lines] == ["configuration_refused"]
    assert sync.reported() == (0, "refused", "unknown-key")
    assert read_fleet_layer(sync.public).version == 1
    sync.hears(document(1))
    assert sync.reported() == (1, "applied", None)


def test_on_a_full_disk_it_is_tried_in_memory_and_kept_once_there_is_room(
    sync: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as disk, capture_logs() as lines:
        disk.setattr("kiosk.sync.fleet.state_files.write_whole", full)
        sync.hears(document(1))
    assert {each["event"] for each in lines} == {"configuration_not_kept", "configuration_tried"}
    assert sync.told[-1] == 1
    sync.hears()
    sync.start()
    assert sync.reported() == (1, "trying", None)


def test_a_bug_in_it_keeps_nothing_else_from_going_on(
    sync: Sync, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bug(*_: object) -> None:
        raise LookupError("quotes something")

    monkeypatch.setattr("kiosk.sync.fleet.configuration.step", bug)
    with capture_logs() as lines:
        sync.hears(document(1))
        sync.fleet.screen_left()
        sync.fleet.screen_came(0, None)
    assert lines == 3 * [
        {"event": "configuration_failed", "error": "LookupError", "log_level": "error"}
    ]


def test_a_folder_that_cannot_be_had_keeps_nothing_from_starting(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("no folder")
    with capture_logs() as lines:
        sync = Sync(tmp_path)
    assert sync.told == [0]
    assert {each["event"] for each in lines} == {"configuration_not_kept"}


def test_every_field_of_the_wire_is_a_setting_or_is_known_to_be_none() -> None:
    not_yet = {"staff", "support_key", "address", "coordinates", "public"}
    fields = set(KioskConfiguration.__dataclass_fields__)
    assert fields - not_yet == OVER_THE_FILE | UNDER_THE_FILE
    said = codec_of(KioskConfiguration).of_plain({"staff": STAFF, "sounds": False})
    assert settings_of(said) == {"sounds": False}


def test_who_may_sign_in_is_as_the_version_says_that_counts_also_after_a_restart(
    sync: Sync,
) -> None:
    assert sync.fleet.staff == ()
    sync.hears(document(1, {"staff": STAFF}))
    sync.proves()
    sync.start()
    assert [each.staff for each in sync.fleet.staff] == ["a-17"]
    sync.hears(document(2, {"staff": []}))
    assert sync.fleet.staff == ()
