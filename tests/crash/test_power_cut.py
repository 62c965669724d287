"""The power goes at every moment of a real run: what visitors were told is on the disk.

kiosk-sync runs under the recorder, which notes what it writes and syncs, and what visitors were
told meanwhile. Afterwards each prefix of that is laid out as a disk, with what was not synced lost
in several ways, and the real store is opened on it.
"""

import asyncio
import os
from datetime import timedelta
from hashlib import sha256
from itertools import chain
from pathlib import Path
from random import Random
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from structlog.testing import capture_logs

from devdock.network.faults import NetworkFault
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.store_worker import Store, StoreWorker
from shared_runtime.clock import SystemClock
from tests.crash.stand import Stand
from tests.power.cuts import Cut, cuts
from tests.power.shim import Record, missing

pytestmark = [
    pytest.mark.system,
    pytest.mark.skipif(missing() is not None, reason=str(missing())),
]

CUTS = int(os.environ.get("POWER_CUTS", "250"))
"""How many different disks are tried; ``make crashtest`` tries all there are."""


def recorded(stand: Stand) -> list[Record]:
    """Two whole lives: in the first central is not there for as long as visitors come."""
    story = stand.story(stand.forked)
    story.ui.on_told = lambda what: stand.shim.mark(str(what))
    stand.shim.record()
    story.live(fault=NetworkFault.CUT)
    story.live()
    assert not story.crashes
    assert len(story.ui.recorded) == 8
    return list(stand.shim.recorded())


def chosen(records: list[Record], chance: Random) -> list[Cut]:
    """Different disks, and of each the one on which most was promised."""
    disks: dict[bytes, Cut] = {}
    for cut in cuts(records, chance):
        content = sha256()
        for name, data in sorted(cut.files.items()):
            content.update(f"{name} {len(data)} ".encode() + data)
        disks[content.digest()] = cut
    every = list(disks.values())
    return chance.sample(every, min(CUTS, len(every)))


def forgotten(cut: Cut, folder: Path, jobs: set[str]) -> list[str]:
    """What of the promises is not on this disk. It must open, and not be taken for damaged."""
    folder.mkdir()
    cut.lay_out(folder)
    limits = OutboxLimits("0000", "07", 256_000_000, timedelta(days=30), timedelta(days=30))
    sealer = Sealer(X25519PrivateKey.generate().public_key())
    with capture_logs() as logged:
        worker = StoreWorker.open(folder, limits, sealer, SystemClock())
    assert isinstance(worker, StoreWorker), f"{cut.how}: {worker.reason}"
    assert not logged, f"{cut.how}: {logged}"

    def missing_in(store: Store) -> list[str]:
        return [
            said
            for said in cut.said
            if (
                store.prints.note(UUID(said), "intent").fresh
                if said in jobs
                else store.outbox.find(UUID(said)) is None
            )
        ]

    try:
        return asyncio.run(worker.ask(missing_in))
    finally:
        worker.close()


def test_what_was_told_is_there_whenever_the_power_goes(stand: Stand, chance: Random):
    records = recorded(stand)
    jobs = {str(job) for job in chain.from_iterable(s.ui.allowed for s in stand.stories)}
    for number, cut in enumerate(chosen(records, chance)):
        lost = forgotten(cut, stand.folder / f"cut-{number}", jobs)
        assert not lost, f"{cut.how}: {lost}"
