"""The one connection: its pragmas, its transactions, and the room there is for more."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import structlog
from sqlalchemy import Connection, Engine, StaticPool, create_engine, event

from kiosk.sync.db.failures import (
    DATABASE_ERRORS,
    DatabaseError,
    StoreFailed,
    code_of,
    is_damage,
    is_full,
)
from kiosk.sync.db.reserve import Reserve

T = TypeVar("T")

PAGE_BYTES = 4_096
PRAGMAS = {
    "busy_timeout": 5_000,
    "auto_vacuum": 2,  # INCREMENTAL
    "journal_mode": "wal",
    "synchronous": 2,  # FULL
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "journal_size_limit": 8_388_608,
    "secure_delete": 1,
    "mmap_size": 0,
}
"""In this order: auto_vacuum can only be chosen before anything is written."""
FREE_PAGES_KEPT = 256
"""A mebibyte of free pages stays for what comes next; more is given back to the disk."""

log = structlog.get_logger(__name__)


class PragmaRefused(Exception):
    """SQLite does not do as told; the text names the pragma."""


def connect(path: Path) -> Engine:
    """An engine with one connection for good, made in the thread that first uses it."""
    # Parameters hold metadata at worst, yet no exception text is to carry any.
    engine = create_engine(f"sqlite:///{path}", poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin_immediate)
    return engine


def _prepare(raw: Any, _entry: Any) -> None:
    raw.isolation_level = None  # transactions begin where we say, see _begin_immediate
    raw.text_factory = _text
    for name, value in PRAGMAS.items():
        raw.execute(f"PRAGMA {name} = {value}").fetchall()
    for name, value in PRAGMAS.items():
        if raw.execute(f"PRAGMA {name}").fetchone() != (value,):
            raise PragmaRefused(name)


def _text(stored: bytes) -> str:
    """Damaged text is read all the same, and found out where its form is checked."""
    return stored.decode(errors="replace")


def _begin_immediate(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


class Database:
    """For one thread. ``limit_bytes`` bounds the pages in use. ``damaged``: a failure has shown
    that the file is not whole; it wants to be opened anew."""

    def __init__(self, connection: Connection, reserve: Reserve, limit_bytes: int) -> None:
        self._connection = connection
        self._reserve = reserve
        self.limit_bytes = limit_bytes
        self.damaged = False

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Committed and synced at the end of the block, undone when it raises. Raises
        one of DATABASE_ERRORS."""
        with self._connection.begin():
            yield self._connection

    def must(self, work: Callable[[Connection], T]) -> T:
        """Does ``work`` in one transaction, at the cost of the reserve when the disk is full.
        Raises StoreFailed."""
        try:
            try:
                return self._do(work)
            except DATABASE_ERRORS as error:
                if not is_full(error) or not self._reserve.held:
                    raise
                self._reserve.give_up()
                return self._do(work)
        except DATABASE_ERRORS as error:
            raise self.failed(error) from None

    def failed(self, error: DatabaseError) -> StoreFailed:
        """Makes it known."""
        self.damaged = self.damaged or is_damage(error)
        log.error("queue_failed", error=code_of(error))
        return StoreFailed(code_of(error))

    def _do(self, work: Callable[[Connection], T]) -> T:
        with self.transaction() as connection:
            return work(connection)

    def used_bytes(self) -> int:
        """Raises sqlite3.Error."""
        pages = self._raw("PRAGMA page_count")[0][0] - self._raw("PRAGMA freelist_count")[0][0]
        return pages * PAGE_BYTES

    def has_room(self) -> bool:
        """Whether one more action may be taken: with the reserve whole, room on the disk beside
        it, and below the limit. Raises sqlite3.Error."""
        return (
            self._reserve.hold()
            and self._reserve.has_margin()
            and self.used_bytes() < self.limit_bytes
        )

    def scrub(self) -> None:
        """Moves the log's pages into the file and cuts the log, so that what was erased is on the
        disk no more. Where it fails, the next scrubbing does it."""
        try:
            free = self._raw("PRAGMA freelist_count")[0][0]
            if free > FREE_PAGES_KEPT:
                # A script is stepped to its end; a statement without columns gives up one page.
                self._dbapi.executescript(f"PRAGMA incremental_vacuum({free - FREE_PAGES_KEPT})")
            self._raw("PRAGMA wal_checkpoint(TRUNCATE)")
        except sqlite3.Error as error:
            self.failed(error)

    def _raw(self, pragma: str) -> list[tuple[int, ...]]:
        """Without SQLAlchemy: a checkpoint must stand outside any transaction."""
        rows: list[tuple[int, ...]] = self._dbapi.execute(pragma).fetchall()
        return rows

    @property
    def _dbapi(self) -> sqlite3.Connection:
        raw = self._connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        return raw

    def close(self) -> None:
        self._connection.close()
        self._connection.engine.dispose()
