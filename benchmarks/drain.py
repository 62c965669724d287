"""A backlog that drains to central, and central alone taking it in, beside bare INSERTs.

The bare ones are of the very rows that central wrote, into tables of the same kind on the same
disk, in batches as large as a kiosk's and a commit for each; nothing is opened, judged, compared or
asked. The engine drains over loopback to a central that is a process of its own.
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import httpx
import structlog
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import load_pem_private_key
from sqlalchemy import Engine, text

from benchmarks.budgets import INTAKE_RATIO
from benchmarks.finding import Limit, Measurement, Result, Skipped
from central.cli.seeding import seed
from central.container import Container, build
from central.store.database import engine_for
from central.store.migrate import upgrade
from kiosk.sync.central import CentralClient
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.store.store_worker import StoreWorker
from kiosk.sync.upload.engine import Uploader
from shared_runtime.clock import SystemClock
from tests.central import cluster
from tests.central.kiosks import Queue
from tests.central.server import serving
from tests.central.world import DEVICE_TOKEN, INTAKE_KEYS, settings_for
from tests.crash.backlog import demandes, fill
from wire.sync import MAX_ITEMS

ITEMS = 2_000
KIOSK = "kiosk-demo"
_TABLES = ("intake", "requests", "request_items", "audit")
StoredRows = Sequence[Any]
_DEADLINE_S = 30.0
_GIVEN_UP_S = 300.0


@dataclass(frozen=True, slots=True)
class _Stores:
    """Three stores on one kind of database: for central alone, for bare rows, for the process."""

    name: str
    alone: str
    bare: str
    served: str


def results(out: Path) -> list[Result]:
    """``out`` lies on the disk that is measured."""
    structlog.configure(processors=[_swallow])
    out.mkdir(parents=True, exist_ok=True)
    found: list[Result] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=out.resolve())))
        found += _measured(_sqlite(folder), folder / "sqlite")
        if not cluster.is_installed():
            return [*found, Skipped("drain, PostgreSQL", cluster.WHY_NOT)]
        found += _measured(stack.enter_context(_postgresql()), folder / "postgresql")
    return found


def _measured(stores: _Stores, folder: Path) -> list[Result]:
    folder.mkdir()
    intake_s, bare_s = _intake_beside_bare(stores)
    drain_s = _drain(stores, folder)
    return [
        Measurement(
            f"intake, {stores.name}",
            f"{ITEMS} items in batches of {MAX_ITEMS}, beside bare INSERTs of the same rows",
            (Limit("× bare", intake_s / bare_s, INTAKE_RATIO),),
            {"items a second": ITEMS / intake_s, "bare, items a second": ITEMS / bare_s},
        ),
        Measurement(
            f"drain, {stores.name}",
            f"a backlog of {ITEMS} from a kiosk's disk to central's, beside the same",
            (Limit("× bare", drain_s / bare_s, INTAKE_RATIO),),
            {"items a second": ITEMS / drain_s},
        ),
    ]


def _intake_beside_bare(stores: _Stores) -> tuple[float, float]:
    """Seconds that central alone took, and the same rows bare, batch by batch in turns."""
    container = _migrated(stores.alone)
    bare = _migrated(stores.bare).engine
    columns = {table: _columns(container.engine, table) for table in _TABLES}
    seen: Mapping[str, set[Any]] = {table: set() for table in _TABLES}
    queue = Queue()
    intake_s = bare_s = 0.0
    people = demandes()
    for _ in range(ITEMS // MAX_ITEMS):
        batch = queue.batch(*(queue.item(each) for each in islice(people, MAX_ITEMS)))
        began = time.perf_counter()
        container.intake.receive(KIOSK, batch)
        intake_s += time.perf_counter() - began
        rows = {table: _new_rows(container.engine, table, seen[table]) for table in _TABLES}
        began = time.perf_counter()
        _insert(bare, rows, columns)
        bare_s += time.perf_counter() - began
    for engine in (container.engine, bare):
        engine.dispose()
    return intake_s, bare_s


def _drain(stores: _Stores, folder: Path) -> float:
    """Seconds from the engine's first word until nothing waits any more."""
    if not stores.served.startswith("sqlite"):
        _migrated(stores.served).engine.dispose()
    with serving(folder, DATABASE_URL=stores.served) as central:
        private = load_pem_private_key((folder / "central-intake.key").read_bytes(), None)
        assert isinstance(private, X25519PrivateKey)
        return asyncio.run(_drained(folder / "state", private, central.url))


async def _drained(folder: Path, private: X25519PrivateKey, url: str) -> float:
    clock = SystemClock()
    limits = OutboxLimits("0000", "07", 256_000_000, timedelta(days=30), timedelta(days=30))
    worker = StoreWorker.open(folder, limits, Sealer(private.public_key()), clock)
    assert isinstance(worker, StoreWorker), worker
    await fill(worker, ITEMS)
    drained = asyncio.Event()
    async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
        client = CentralClient(http, DEVICE_TOKEN, _DEADLINE_S, lambda _: None)
        looking: set[asyncio.Task[None]] = set()

        async def look() -> None:
            summary = await worker.ask(lambda store: store.outbox.summary())
            if summary.ready + summary.in_flight == 0:
                drained.set()

        def changed() -> None:
            task = asyncio.create_task(look())
            looking.add(task)
            task.add_done_callback(looking.discard)

        engine = Uploader(
            worker,
            lambda request: client.sync(request, _DEADLINE_S),
            changed,
            clock=clock,
            chance=lambda: 0.5,
        )
        began = time.perf_counter()
        running = asyncio.create_task(engine.run())
        await asyncio.wait_for(drained.wait(), _GIVEN_UP_S)
        taken = time.perf_counter() - began
        running.cancel()
    worker.close()
    return taken


def _migrated(url: str) -> Container:
    container = build(settings_for(url), intake_keys=INTAKE_KEYS)
    upgrade(container.engine)
    seed(container)
    return container


def _columns(engine: Engine, table: str) -> list[str]:
    with engine.connect() as connection:
        return list(connection.execute(text(f"SELECT * FROM {table} LIMIT 0")).keys())


def _new_rows(engine: Engine, table: str, seen: set[Any]) -> StoredRows:
    """Those not ``seen`` before, as the driver itself gives them."""
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(f"SELECT * FROM {table}")
        rows = [row for row in cursor.fetchall() if row not in seen]
        seen.update(rows)
        return rows
    finally:
        connection.close()


def _insert(
    engine: Engine, rows: Mapping[str, StoredRows], columns: Mapping[str, list[str]]
) -> None:
    """By the driver itself, in one transaction."""
    mark = "?" if engine.dialect.name == "sqlite" else "%s"
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute("BEGIN")
        for table, its_rows in rows.items():
            marks = ", ".join(mark for _ in columns[table])
            names = ", ".join(columns[table])
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", its_rows)
        cursor.execute("COMMIT")
    finally:
        connection.close()


def _sqlite(folder: Path) -> _Stores:
    served = f"sqlite:///{folder / 'sqlite' / 'central.db'}"
    return _Stores("SQLite", f"sqlite:///{folder / 'a.db'}", f"sqlite:///{folder / 'b.db'}", served)


@contextmanager
def _postgresql() -> Iterator[_Stores]:
    with cluster.running(durable=True) as folder:
        alone, bare, served = (cluster.url(folder, name) for name in ("postgres", "bare", "served"))
        engine = engine_for(alone).execution_options(isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for name in ("bare", "served"):
                connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        yield _Stores("PostgreSQL", alone, bare, served)


def _swallow(_logger: Any, _method: str, _event: Any) -> Any:
    raise structlog.DropEvent
