"""What lies on the disk: whole or not at all, verified each time, and never guessed upwards."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from kiosk.sync.fleet.state_files import STATE, Documents, StateFiles
from kiosk.sync.fleet.trial import HeldVersion, KeptState
from kiosk.sync.fleet.verify import Believed, Bounds, genuine
from tests.sync.fleet.documents import FOREIGN, ISSUED, document, held, pinned
from wire.codec import codec_of
from wire.configuration import AppliedConfiguration
from wire.signed import SignedDocument

GOOD, TRIAL = held(3), held(5)
BOTH = KeptState(good=GOOD, trial=TRIAL, tries=2, bounds=Bounds(5, ISSUED))


def documents(*versions: int) -> Documents:
    found = (genuine(document(each), pinned()) for each in versions)
    return {each.digest: each for each in found if isinstance(each, Believed)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "configuration"


@pytest.fixture
def files(folder: Path) -> StateFiles:
    files = StateFiles(folder, pinned)
    assert files.load() == (KeptState(), {})
    files.save(BOTH, documents(3, 5))
    return files


def path_of(folder: Path, version: HeldVersion) -> Path:
    return folder / f"{version.digest}.json"


def loaded(files: StateFiles, *damaged: str) -> KeptState:
    with capture_logs() as lines:
        kept, _ = files.load()
    assert [each["file"] for each in lines] == list(damaged)
    return kept


def test_what_is_saved_is_there_after_a_restart(folder: Path, files: StateFiles) -> None:
    outcome = AppliedConfiguration(4, "ab" * 32, "rolled_back", reason="no-screen")
    for kept in (BOTH, KeptState(good=GOOD, bounds=Bounds(4, ISSUED), outcome=outcome)):
        files.save(kept, documents(3, 5))
        assert StateFiles(folder, pinned).load()[0] == kept
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
    assert not path_of(folder, TRIAL).exists()


@pytest.mark.parametrize("cut", [0, 1, 40, -1])
def test_a_half_written_trial_is_none_and_may_come_again(
    folder: Path, files: StateFiles, cut: int
) -> None:
    content = path_of(folder, TRIAL).read_bytes()
    path_of(folder, TRIAL).write_bytes(content[:cut])
    kept = loaded(files, "document")
    assert (kept.good, kept.trial, kept.bounds.highest) == (GOOD, None, 4)


def test_a_damaged_good_one_leaves_the_trial_and_lets_nothing_older_in(
    folder: Path, files: StateFiles
) -> None:
    path_of(folder, GOOD).write_bytes(b"")
    kept = loaded(files, "document")
    assert (kept.good, kept.trial, kept.bounds.highest) == (None, TRIAL, 5)


def test_a_document_of_somebody_else_is_none(folder: Path, files: StateFiles) -> None:
    forged = codec_of(SignedDocument).write(document(3, key=FOREIGN))
    path_of(folder, GOOD).write_bytes(forged)
    assert loaded(files, "document").good is None


def test_a_genuine_document_under_anothers_name_is_none(folder: Path, files: StateFiles) -> None:
    path_of(folder, GOOD).write_bytes(codec_of(SignedDocument).write(document(2)))
    assert loaded(files, "document").good is None


@pytest.mark.parametrize("content", ["", "{", "[]", '{"good": {"version": 3}}', "\0" * 99])
def test_of_a_state_that_cannot_be_read_the_older_document_is_the_good_one(
    folder: Path, files: StateFiles, content: str
) -> None:
    (folder / STATE).write_text(content)
    kept = loaded(files, "state")
    assert (kept.good, kept.trial, kept.bounds) == (GOOD, TRIAL, Bounds(5, ISSUED))


def test_one_document_without_a_state_has_to_prove_itself_anew(
    folder: Path, files: StateFiles
) -> None:
    files.save(KeptState(good=GOOD, bounds=Bounds(3)), documents(3))
    (folder / STATE).write_text("")
    kept = loaded(files, "state")
    assert (kept.good, kept.trial) == (None, GOOD)


def test_a_write_that_was_cut_short_is_passed_over(folder: Path, files: StateFiles) -> None:
    (folder / f"{STATE}.new").write_text('{"good"')
    (folder / f"{held(9).digest}.json.new").write_text("{")
    assert loaded(files) == BOTH


def test_a_later_releases_state_is_read(folder: Path, files: StateFiles) -> None:
    content = (folder / STATE).read_text()
    (folder / STATE).write_text(content.replace("{", '{"later": 1,', 1))
    assert loaded(files) == BOTH
