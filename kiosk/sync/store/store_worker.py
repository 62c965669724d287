"""The one thread that owns the store's one connection, and answers in order."""

import asyncio
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

from kiosk.sync.db.failures import StoreFailed
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.lock import StoreLock, lock
from kiosk.sync.store.open_store import Store, StoreNotOpened, open_store
from shared_runtime import own_memory
from shared_runtime.clock import BootClock

__all__ = ["Store", "StoreNotOpened", "StoreWorker"]

T = TypeVar("T")


class StoreWorker:
    """The only way to the store. ``close`` it when nobody asks any more. ``sealer``: by which the
    store seals."""

    def __init__(
        self,
        thread: ThreadPoolExecutor,
        open_anew: Callable[[], Store | StoreNotOpened],
        store: Store,
        held: StoreLock,
        sealer: Sealer,
    ) -> None:
        self._thread = thread
        self._open_anew = open_anew
        self._store = store
        self._held = held
        self.sealer = sealer

    @classmethod
    def open(
        cls,
        folder: Path,
        limits: OutboxLimits,
        sealer: Sealer,
        clock: BootClock,
        chance: Callable[[int], int] = secrets.randbelow,
    ) -> "StoreWorker | StoreNotOpened":
        """Blocks until the store is examined and, if need be, salvaged. ``chance(n)`` gives a
        number below n."""
        try:
            folder.mkdir(mode=0o700, exist_ok=True)
            held = lock(folder / "queue.lock")
        except OSError as error:
            return StoreNotOpened(f"Cannot keep the queue in {folder}: {error.strerror}.")
        if held is None:
            return StoreNotOpened(f"Another kiosk-sync keeps the queue in {folder}.")
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="queue")
        open_anew = partial(open_store, folder, limits, sealer, clock, chance)
        store = thread.submit(open_anew).result()
        if isinstance(store, StoreNotOpened):
            thread.shutdown()
            held.release()
            return store
        return cls(thread, open_anew, store, held, sealer)

    async def ask(self, call: Callable[[Store], T]) -> T:
        """What ``call`` returns, which runs on the owner's thread after all that was asked before.
        Raises what it raises, such as StoreFailed. Once begun, it goes on even when nobody waits
        for it any more."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, self._answer, call)

    def _answer(self, call: Callable[[Store], T]) -> T:
        try:
            if self._store.database.damaged:
                self._mend()
            return call(self._store)
        finally:
            own_memory.wipe_stack()

    def _mend(self) -> None:
        """An earlier call, which failed and said so, has shown that the file is damaged."""
        self._store.database.close()
        opened = self._open_anew()
        if isinstance(opened, StoreNotOpened):
            raise StoreFailed("SQLITE_CANTOPEN")
        self._store = opened

    def close(self) -> None:
        """Waits for the call under way."""
        self._thread.submit(self._store.database.close).result()
        self._thread.shutdown()
        self._held.release()
