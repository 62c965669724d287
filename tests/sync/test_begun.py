"""How often services were begun: numbers that last, fade, and make way for what people confirm."""

from collections.abc import Iterator

import pytest

from kiosk.sync.begun import FADES_AT
from kiosk.sync.db.failures import StoreFailed
from tests.sync.store.stand import Stand, disk


@pytest.fixture
def stand() -> Iterator[Stand]:
    with disk() as folder:
        stand = Stand(folder)
        yield stand
        stand.close()


def count(stand: Stand, service: str, times: int = 1) -> None:
    for _ in range(times):
        assert stand.store.begun.count(service)


def test_counts_last_beyond_a_restart(stand: Stand):
    count(stand, "adresse", 2)
    count(stand, "ceam")
    stand.reopen()
    count(stand, "ceam", 2)
    stand.reboot()
    assert stand.store.begun.counts() == {"adresse": 2, "ceam": 3}


def test_nothing_but_a_name_and_a_number_is_kept(stand: Stand):
    count(stand, "ceam")
    assert stand.run("SELECT * FROM begun") == [("ceam", 1)]


def test_old_habits_fade(stand: Stand):
    count(stand, "ceam", FADES_AT - 3)
    count(stand, "adresse", 2)
    count(stand, "once")
    assert stand.store.begun.counts() == {"ceam": (FADES_AT - 3) // 2, "adresse": 1}


def test_a_full_queue_counts_nothing_and_keeps_what_it_has(stand: Stand):
    count(stand, "ceam")
    kept = stand.submit()
    stand.reopen(limit_bytes=stand.outbox.summary().stored_bytes)
    assert not stand.store.begun.count("ceam")
    assert stand.store.begun.counts() == {"ceam": 1}
    assert stand.state(kept) == "ready"


def test_a_full_disk_keeps_its_reserve_for_what_people_confirm(
    stand: Stand, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kiosk.sync.db.reserve.MARGIN_BYTES", 1 << 60)
    assert not stand.store.begun.count("ceam")
    assert (stand.folder / "queue.reserve").exists()


def test_a_disk_that_fails_is_said_and_changes_nothing(stand: Stand):
    count(stand, "ceam")
    stand.run("ALTER TABLE begun RENAME TO gone")
    with pytest.raises(StoreFailed):
        stand.store.begun.count("ceam")
    stand.run("ALTER TABLE gone RENAME TO begun")
    assert stand.store.begun.counts() == {"ceam": 1}


def test_a_file_of_the_version_before_begins_to_count(stand: Stand):
    action = stand.submit()
    stand.run("DROP TABLE begun")
    stand.run("PRAGMA user_version = 2")
    stand.reopen()
    count(stand, "ceam")
    assert stand.store.begun.counts() == {"ceam": 1}
    assert stand.send() == (action,)


def test_a_salvaged_file_begins_anew_with_all_that_people_confirmed(stand: Stand):
    count(stand, "ceam")
    action = stand.submit()
    stand.close()
    content = bytearray(stand.file.read_bytes())
    content[:100] = bytes(100)
    stand.file.write_bytes(content)
    stand.store = stand.open()
    assert stand.store.begun.counts() == {}
    assert stand.send() == (action,)
