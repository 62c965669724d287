"""Opening: one process only, every pragma as it must be, files of other versions, damaged files."""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from kiosk.sync.db.database import PRAGMAS
from kiosk.sync.db.schema import VERSION
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.recovery.damaged_files import KEPT, DamagedFiles
from kiosk.sync.recovery.salvage import build
from kiosk.sync.store.open_store import StoreNotOpened, open_store
from tests.sync.store.stand import DAY_S, PRIVATE, TERMS, MachineClock, Stand, visit


def refused(folder: Path) -> str:
    store = open_store(
        folder, TERMS, Sealer(PRIVATE.public_key()), MachineClock(), lambda n: n // 2
    )
    assert isinstance(store, StoreNotOpened)
    return store.reason


def damaged(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("damaged/*"))


def change(file: Path, at: int, to: bytes) -> None:
    with file.open("r+b") as opened:
        opened.seek(at)
        opened.write(to)


def salvaged(stand: Stand) -> dict[str, int]:
    """Opens again, which must find the file damaged; what the log says came of it."""
    with capture_logs() as logs:
        stand.store = stand.open()
    (told,) = (each for each in logs if each["event"] == "queue_salvaged")
    return {name: told[name] for name in ("actions", "damaged", "unreadable", "prints")}


def test_every_pragma_is_as_it_must_be(stand: Stand):
    for name, value in PRAGMAS.items():
        assert stand.run(f"PRAGMA {name}") == [(value,)]


@pytest.mark.parametrize("name", ["synchronous", "secure_delete"])
def test_a_pragma_that_sqlite_does_not_keep_to_refuses_the_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
):
    monkeypatch.setitem(PRAGMAS, name, 77)
    assert f"the pragma {name}" in refused(folder)


def test_a_folder_that_cannot_be_written_refuses_the_start(folder: Path):
    assert "Cannot keep the queue" in refused(folder / "absent")


def test_a_file_of_the_version_before_is_brought_up_to_date(stand: Stand):
    action = stand.submit()
    stand.run("DROP TABLE prints")
    stand.run("DROP INDEX actions_due")
    stand.run("ALTER TABLE standing DROP COLUMN last_sync_at")
    stand.run("PRAGMA user_version = 0")
    stand.reopen()
    stand.outbox.witness(stand.clock.now())
    assert stand.store.prints.settle() == 0
    assert stand.send() == (action,)
    assert stand.run("PRAGMA user_version") == [(VERSION,)]
    assert damaged(stand.folder) == []


def test_a_file_of_a_newer_version_is_used_and_left_as_it_is(stand: Stand):
    action = stand.submit()
    stand.run("CREATE TABLE news (id INTEGER PRIMARY KEY)")
    stand.run("ALTER TABLE actions ADD COLUMN mood TEXT NOT NULL DEFAULT 'calm'")
    stand.run("PRAGMA user_version = 9")
    stand.reopen()
    second = stand.submit()
    assert stand.send() == (action, second)
    assert stand.run("PRAGMA user_version") == [(9,)]
    assert stand.run("SELECT DISTINCT mood FROM actions") == [("calm",)]
    assert damaged(stand.folder) == []


def torn_header(file: Path) -> None:
    change(file, 0, bytes(100))


def other_application(file: Path) -> None:
    change(file, 68, b"none")


def other_page_size(file: Path) -> None:
    change(file, 16, b"\x02\x00")


def no_schema(file: Path) -> None:
    change(file, 0, bytes(4096))


def bad_schema(file: Path) -> None:
    """Page 1 with the words of one table garbled: SQLite reads no table any more."""
    text = file.read_bytes()
    change(file, text.index(b"CREATE TABLE actions"), b"CREATE GARBL")


@pytest.mark.parametrize(
    "harm", [torn_header, other_application, other_page_size, no_schema, bad_schema]
)
def test_all_is_salvaged_when_only_the_first_page_is_damaged(
    stand: Stand, harm: Callable[[Path], None]
):
    acknowledged = stand.submit()
    stand.send()
    actions = [stand.submit(of=number) for number in (5, 6, 5)]
    stand.store.prints.note(actions[0], "intent")
    batch = stand.outbox.take(50)
    stand.close()
    harm(stand.file)
    assert salvaged(stand) == {"actions": 4, "damaged": 0, "unreadable": 0, "prints": 1}
    assert stand.state(acknowledged) == "acknowledged"
    assert stand.outbox.take(50) == batch
    stand.settle(*actions[:2])
    assert stand.take() == (actions[2],)
    assert not stand.store.prints.note(actions[0], "intent").fresh
    assert damaged(stand.folder) == ["0001-20261122T093000Z"]


def test_references_given_in_rows_now_lost_are_not_given_again(stand: Stand):
    lost = stand.outbox.submit(stand.new())
    stand.close()
    stand.file.write_bytes(b"garbage" * 4096)
    assert salvaged(stand)["actions"] == 0
    assert stand.stored(stand.outbox.submit(stand.new())) != stand.stored(lost)


def test_a_lost_counter_of_places_is_made_up_for(stand: Stand):
    first = stand.submit()
    stand.run("DELETE FROM sqlite_sequence")
    second = stand.submit()
    assert stand.take() == (first, second)
    assert damaged(stand.folder) == []


def test_ages_are_salvaged_with_the_boots(stand: Stand):
    stand.outbox.witness(stand.clock.now())
    stand.submit()
    stand.close()
    other_application(stand.file)
    stand.clock.reboot(off_s=20 * DAY_S)
    salvaged(stand)
    stand.outbox.witness(stand.clock.now())
    stand.clock.turn(11 * DAY_S)
    assert stand.outbox.expire() == 1


def test_an_action_whose_bytes_are_damaged_is_quarantined_and_told_of(stand: Stand):
    bad, good = stand.submit(of=1), stand.submit(of=1)
    sealed = stand.outbox.take(50).items[0].sealed
    stand.close()
    at = stand.file.read_bytes().index(sealed)
    change(stand.file, at + 20, b"XXXX")
    other_application(stand.file)
    assert salvaged(stand) == {"actions": 1, "damaged": 1, "unreadable": 0, "prints": 0}
    assert stand.told() == {bad: "damaged"}
    assert stand.take() == (good,)


def test_an_index_that_does_not_fit_its_table_is_found_at_the_start(stand: Stand):
    action = stand.submit()
    (root,) = stand.run("SELECT rootpage FROM sqlite_master WHERE name = 'actions_subject'")[0]
    stand.close()
    page = stand.file.read_bytes()[(root - 1) * 4_096 : root * 4_096]
    subject = str(visit(1)).encode()
    change(stand.file, (root - 1) * 4_096 + page.index(subject), b"z")
    assert salvaged(stand)["actions"] == 1
    assert stand.take() == (action,)


@pytest.mark.parametrize("content", [b"", b"x", b"garbage" * 4096, bytes(40_960)])
def test_a_file_that_is_no_database_is_moved_aside(stand: Stand, content: bytes):
    stand.close()
    stand.file.write_bytes(content)
    assert salvaged(stand)["actions"] == 0
    (found,) = stand.folder.glob("damaged/*/queue.sqlite3")
    assert found.read_bytes() == content
    stand.submit()


def copy_while_open(stand: Stand, to: Path) -> Stand:
    """As after a crash: the log is not yet in the file."""
    to.mkdir()
    for each in stand.folder.glob("queue.sqlite3*"):
        shutil.copy(each, to)
    left = Stand.__new__(Stand)
    left.__dict__ |= stand.__dict__ | {"folder": to}
    return left


@pytest.mark.parametrize("emptied", [False, True])
def test_what_is_in_the_log_alone_is_salvaged_without_its_file(stand: Stand, emptied: bool):
    stand.store.database.scrub()
    actions = tuple(stand.submit() for _ in range(5))
    left = copy_while_open(stand, stand.folder / "crashed")
    left.file.unlink()
    if emptied:
        left.file.touch()
    assert salvaged(left)["actions"] == 5
    assert left.take() == actions
    left.close()


def test_the_reserve_makes_room_for_a_salvage(stand: Stand, monkeypatch: pytest.MonkeyPatch):
    def build_(*arguments: Any) -> Any:
        assert not (stand.folder / "queue.reserve").exists()
        return build(*arguments)

    monkeypatch.setattr("kiosk.sync.store.open_store.build", build_)
    stand.close()
    other_application(stand.file)
    salvaged(stand)
    assert (stand.folder / "queue.reserve").exists()


def test_evidence_is_kept_as_it_was_found_and_the_last_few_only(stand: Stand):
    for number in range(KEPT + 2):
        stand.close()
        stand.file.write_bytes(b"garbage" * (number + 1))
        salvaged(stand)
    assert [name[:5] for name in damaged(stand.folder)] == ["0003-", "0004-", "0005-"]
    sizes = [each.stat().st_size for each in sorted(stand.folder.glob("damaged/*/queue.sqlite3"))]
    assert sizes == [7 * 3, 7 * 4, 7 * 5]


class Killed(Exception):
    """The process dies here."""


@pytest.mark.parametrize("renamed", range(5))
def test_a_salvage_that_is_killed_is_done_again_and_only_once(
    stand: Stand, monkeypatch: pytest.MonkeyPatch, renamed: int
):
    """Killed before the next of: three files moved away, the fresh one put in place, all done."""
    actions = tuple(stand.submit() for _ in range(3))
    left = copy_while_open(stand, stand.folder / "crashed")
    other_application(left.file)
    renames = iter(range(100))
    rename = Path.rename

    def dying(self: Path, target: Path) -> Path:
        if next(renames) == renamed:
            raise Killed
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", dying)
    with pytest.raises(Killed):
        left.open()
    monkeypatch.undo()
    left.store = left.open()
    assert left.take() == actions
    assert len(damaged(left.folder)) == 1
    assert not damaged(left.folder)[0].endswith(".unread")
    left.reopen()
    assert left.outbox.summary().ready == 3
    assert len(damaged(left.folder)) == 1
    left.close()


def test_a_move_that_never_began_leaves_no_trace(stand: Stand):
    stand.close()
    (stand.folder / "damaged" / "0001-20261122T093000Z.unread").mkdir(parents=True)
    stand.store = stand.open()
    assert damaged(stand.folder) == []


def test_an_empty_attic_finds_nothing(folder: Path):
    assert DamagedFiles(folder / "queue.sqlite3").unread() is None


def cuts(length: int, count: int) -> list[int]:
    return sorted({round(length * step / count) for step in range(count + 1)})


def test_a_torn_tail_of_the_log_opens_with_all_that_was_committed_before_it(stand: Stand):
    """What was synced is there unless the disk itself loses it: then what came before the cut is,
    in order, and nothing is invented."""
    stand.store.database.scrub()
    ends: list[int] = []
    for _ in range(4):
        stand.submit()
        ends.append(stand.log.stat().st_size)
    whole = stand.log.read_bytes()
    crashed = copy_while_open(stand, stand.folder / "crashed")
    file = crashed.file.read_bytes()
    for cut in cuts(len(whole), 14):
        crashed.file.write_bytes(file)
        crashed.log.write_bytes(whole[:cut] + b"\xa5" * (len(whole) - cut))
        (crashed.folder / "queue.sqlite3-shm").unlink(missing_ok=True)
        crashed.store = crashed.open()
        expected = sum(end <= cut for end in ends)
        assert crashed.outbox.summary().ready == expected
        crashed.close()
    assert damaged(crashed.folder) == []


def test_a_flip_anywhere_opens_and_never_raises(stand: Stand):
    """Whole again, salvaged or moved aside; each action that is there is whole or set apart."""
    for number in range(6):
        stand.submit(of=number // 2)
    stand.store.prints.note(stand.new().id, "intent")
    stand.send()
    stand.outbox.witness(stand.clock.now())
    stand.close()
    whole = stand.file.read_bytes()
    for at in (*range(0, 100, 16), *cuts(len(whole) - 64, 16)):
        shutil.rmtree(stand.folder / "damaged", ignore_errors=True)
        stand.file.write_bytes(whole)
        change(stand.file, at, bytes(each ^ 0xFF for each in whole[at : at + 48]))
        stand.store = stand.open()
        stand.outbox.summary()
        stand.outbox.page(None, 50)
        stand.outbox.newest()
        stand.take()
        stand.outbox.expire()
        stand.store.prints.settle()
        stand.stored(stand.outbox.submit(stand.new()))
        stand.close()
    stand.store = stand.open()


def test_a_file_that_another_program_holds_is_not_taken_for_damaged(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setitem(PRAGMAS, "busy_timeout", 1)
    stand.close()
    other = sqlite3.connect(stand.file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert "SQLITE_BUSY" in refused(stand.folder)
    other.close()
    assert damaged(stand.folder) == []
    stand.store = stand.open()
