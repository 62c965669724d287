"""The store worker: one process, one thread, answers in order."""

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.store_worker import Store, StoreNotOpened, StoreWorker
from tests.sync.store.stand import PRIVATE, TERMS, MachineClock, action_id

pytestmark = pytest.mark.anyio


def keep(folder: Path) -> StoreWorker | StoreNotOpened:
    return StoreWorker.open(folder, TERMS, Sealer(PRIVATE.public_key()), MachineClock())


def kept(folder: Path) -> StoreWorker:
    worker = keep(folder)
    assert isinstance(worker, StoreWorker)
    return worker


def under(folder: Path) -> list[Path]:
    return list(folder.glob("*"))


async def test_a_second_process_is_refused_as_long_as_the_first_lives(folder: Path):
    first = kept(folder / "queue")
    refused = keep(folder / "queue")
    assert isinstance(refused, StoreNotOpened)
    assert refused.reason.startswith("Another kiosk-sync keeps the queue in ")
    first.close()
    kept(folder / "queue").close()


async def test_a_start_that_fails_lets_the_next_one_in(folder: Path):
    (folder / "queue.sqlite3").mkdir()
    assert isinstance(keep(folder), StoreNotOpened)
    (folder / "queue.sqlite3").rmdir()
    kept(folder).close()


async def test_a_folder_that_cannot_be_made_is_named(folder: Path):
    (folder / "queue").touch()
    refused = keep(folder / "queue")
    assert isinstance(refused, StoreNotOpened)
    assert str(folder / "queue") in refused.reason


async def test_the_folder_is_for_its_user_alone(folder: Path):
    kept(folder / "queue").close()
    kept_in = (folder / "queue", *under(folder / "queue"))
    assert {each.stat().st_mode & 0o077 for each in kept_in} == {0}


async def test_calls_are_answered_in_order_on_one_other_thread(folder: Path):
    worker = kept(folder)
    seen: list[tuple[int, int]] = []

    def call(number: int) -> Callable[[Store], None]:
        return lambda _store: seen.append((number, threading.get_ident()))

    await asyncio.gather(*(worker.ask(call(number)) for number in range(20)))
    assert [number for number, _ in seen] == list(range(20))
    assert len({thread for _, thread in seen} - {threading.get_ident()}) == 1
    worker.close()


async def test_what_a_call_raises_comes_back(folder: Path):
    worker = kept(folder)

    def fail(_store: Store) -> None:
        raise StoreFailed("SQLITE_IOERR")

    with pytest.raises(StoreFailed, match="SQLITE_IOERR"):
        await worker.ask(fail)
    worker.close()


async def test_a_file_that_proves_damaged_in_use_is_mended_for_the_next_call(folder: Path):
    worker = kept(folder)
    await worker.ask(lambda store: store.prints.note(action_id(1), "intent"))
    await worker.ask(lambda store: store.database.scrub())
    file = folder / "queue.sqlite3"
    held = bytearray(file.read_bytes())
    pages = range(4_096, len(held), 4_096)
    leaves = [at for at in pages if held[at] in (10, 13)]
    for at in leaves:
        held[at] = 0xEE
    file.write_bytes(held)
    await worker.ask(lambda store: store.database._raw("PRAGMA shrink_memory"))
    with pytest.raises(StoreFailed):
        await worker.ask(lambda store: store.prints.note(action_id(2), "intent"))
    noted = await worker.ask(lambda store: store.prints.note(action_id(99), "intent"))
    assert noted.fresh
    assert len(under(folder / "damaged")) == 1
    worker.close()
