"""``python -m benchmarks.queue_writer NAME FOLDER``: one queue that writes when it is told to.

A number on standard input is how many actions to write one after the other, each on disk before
the next begins; the milliseconds that each took come back, as JSON.
"""

import asyncio
import gc
import json
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from huey import SqliteHuey
from persistqueue import SQLiteAckQueue

from kiosk.app.ids import IdSource
from kiosk.sync.outbox.action import NewAction, Stored
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.store_worker import StoreWorker
from shared_runtime.clock import SystemClock
from wire.codec import codec_of
from wire.demandes.address_change import AddressChange, PostalAddress
from wire.demandes.demande import Applicant, Assurance
from wire.nir import Nir
from wire.sealing import seal
from wire.sync import ItemHeader

_ASKED = AddressChange(
    Applicant(Nir("255081416802538"), "19550812", "PLANTEFOL", "ROSEMONDE"),
    PostalAddress(street="17 RUE DE LA FONTAINE", postcode="26740", city="SAUZET"),
)
BODY = codec_of(AddressChange).write(_ASKED)

Put = Callable[[], Awaitable[None]]


def borne(folder: Path) -> Put:
    """Ours, as kiosk-sync calls it: header, seal, reference, order, one commit."""
    clock = SystemClock()
    ids = IdSource(clock)
    limits = OutboxLimits("0000", "07", 256_000_000, timedelta(days=30), timedelta(days=30))
    sealer = Sealer(X25519PrivateKey.generate().public_key())
    worker = StoreWorker.open(folder, limits, sealer, clock)
    assert isinstance(worker, StoreWorker), worker

    async def put() -> None:
        action = NewAction(
            id=ids.confirmation().action,
            kind=_ASKED.kind,
            schema_version=_ASKED.version,
            priority=_ASKED.priority,
            assurance=Assurance.CARD,
            session_reference=None,
            subject=ids.session(),
            confirmed_at=clock.now(),
            body=BODY,
        )
        assert isinstance(await worker.ask(lambda store: store.outbox.submit(action)), Stored)

    return put


def plain(folder: Path) -> Put:
    """A table in SQLite and nothing else: WAL, a commit each."""
    connection = sqlite3.connect(folder / "plain.db", isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE items (id INTEGER PRIMARY KEY, body BLOB NOT NULL)")

    async def put() -> None:
        connection.execute("INSERT INTO items (body) VALUES (?)", (BODY,))

    return put


def persist_queue(folder: Path) -> Put:
    queue = SQLiteAckQueue(str(folder), auto_commit=True)

    async def put() -> None:
        queue.put(BODY)

    return put


def persist_queue_sealed(folder: Path) -> Put:
    """With the seal that ours puts on, and none of the rest."""
    queue = SQLiteAckQueue(str(folder), auto_commit=True)
    public = X25519PrivateKey.generate().public_key()
    header = _header()

    async def put() -> None:
        queue.put(seal(BODY, header, public))

    return put


def huey(folder: Path) -> Put:
    queue = SqliteHuey("queue", filename=str(folder / "huey.db"))

    @queue.task()
    def send(_body: bytes) -> None: ...

    async def put() -> None:
        send(BODY)

    return put


WRITERS: Mapping[str, Callable[[Path], Put]] = {
    "borne": borne,
    "plain": plain,
    "persist-queue": persist_queue,
    "persist-queue, sealed": persist_queue_sealed,
    "huey": huey,
}


def _header() -> ItemHeader:
    now = datetime.now(UTC)
    return ItemHeader(
        id=UUID(int=1),
        reference="20261122-0000-07-000001-00",
        kind=_ASKED.kind,
        schema_version=_ASKED.version,
        assurance=Assurance.CARD,
        subject=UUID(int=2),
        sequence=1,
        created_at=now,
        boot=UUID(int=3),
        made_at_s=0,
        expires_at=now,
        priority=_ASKED.priority,
        key_id="0" * 16,
    )


async def _serve(put: Put) -> None:
    gc.collect()
    gc.freeze()
    for line in sys.stdin:
        taken = []
        for _ in range(int(line)):
            began = time.perf_counter()
            await put()
            taken.append((time.perf_counter() - began) * 1000)
        print(json.dumps(taken), flush=True)


if __name__ == "__main__":
    asyncio.run(_serve(WRITERS[sys.argv[1]](Path(sys.argv[2]))))
