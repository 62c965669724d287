"""A backlog: written by the real outbox, and carried to a real central by a real kiosk-sync."""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import count, islice
from pathlib import Path
from uuid import UUID

from kiosk.app.ids import IdSource
from kiosk.config.caisse_key import read_caisse_key
from kiosk.sync.outbox.action import NewAction, Stored, Submitted
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.store_worker import Store, StoreWorker
from shared_runtime.clock import SystemClock
from tests.crash.stand import Stand
from tests.soak.usage import memory_kb
from wire.codec import codec_of
from wire.demandes.address_change import AddressChange, PostalAddress
from wire.demandes.demande import Applicant, Assurance
from wire.nir import Nir, nir_key

GROWTH_KB = 8_192
"""What draining may add to the memory after its first tenth, however long the backlog is."""
SYNC_DEADLINE_S = 30.0
"""As in service: nothing here is to run out of time."""
_LOOK_EVERY_S = 0.05


@dataclass(frozen=True, slots=True)
class Drained:
    """``memory_kb``: anonymous memory of kiosk-sync, at every look."""

    actions: int
    seconds: float
    memory_kb: tuple[int, ...]

    @property
    def growth_kb(self) -> int:
        warm = self.memory_kb[len(self.memory_kb) // 10 :]
        return max(warm) - warm[0]

    def __str__(self) -> str:
        return (
            f"{self.actions} actions drained in {self.seconds:.1f} s,"
            f" {self.actions / self.seconds:.0f} a second; memory {self.memory_kb[-1]} kB,"
            f" grown by {self.growth_kb} kB at most"
        )


def drained(stand: Stand, actions: int) -> Drained:
    """Lets so many actions of as many visitors drain; fails when one is missing."""
    story = stand.story(stand.forked, SYNC_DEADLINE_S)
    story.state.mkdir()
    written = asyncio.run(_filled(story.state, stand.caisse_key, actions))
    life = story.started()
    began = time.monotonic()
    memory = []
    try:
        while story.ui.waiting():
            memory.append(memory_kb(life.pid))
            time.sleep(_LOOK_EVERY_S)
        taken = time.monotonic() - began
        assert not life.stop()
    finally:
        life.kill()
    assert stand.oracle.has(written)
    return Drained(actions, taken, tuple(memory))


async def _filled(state: Path, caisse_key: Path, actions: int) -> list[UUID]:
    limits = OutboxLimits("0000", "07", 1_000_000_000, timedelta(days=30), timedelta(days=30))
    worker = StoreWorker.open(state, limits, Sealer(read_caisse_key(caisse_key)), SystemClock())
    assert isinstance(worker, StoreWorker), worker
    written = await fill(worker, actions)
    worker.close()
    return written


async def fill(worker: StoreWorker, actions: int) -> list[UUID]:
    """So many visitors ask for something, each for himself; the ids."""
    clock = SystemClock()
    ids = IdSource(clock)
    written = []
    for asked in islice(demandes(), actions):
        action = NewAction(
            id=ids.confirmation().action,
            kind=asked.kind,
            schema_version=asked.version,
            priority=asked.priority,
            assurance=Assurance.CARD,
            session_reference=None,
            subject=ids.session(),
            confirmed_at=clock.now(),
            body=codec_of(AddressChange).write(asked),
        )
        assert isinstance(await worker.ask(partial(_submitted, action)), Stored)
        written.append(action.id)
    return written


def demandes() -> Iterator[AddressChange]:
    """Without end: each of somebody else, none of whom is anybody (commune 999)."""
    for number in count():
        year, rest = divmod(number, 12 * 899)
        month, order = divmod(rest, 899)
        first = f"1{year % 100:02d}{month + 1:02d}75999{order + 100:03d}"
        applicant = Applicant(
            nir=Nir(f"{first}{nir_key(first)}"),
            birth_date=f"19{year % 100:02d}{month + 1:02d}01",
            family_name="FICTIF",
            given_name="CAMILLE",
        )
        address = PostalAddress(street="8 MONTEE DES TABLES", postcode="69005", city="LYON")
        yield AddressChange(applicant, address)


def _submitted(action: NewAction, store: Store) -> Submitted:
    return store.outbox.submit(action)
