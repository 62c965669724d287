"""Opening the store: SQLite in one file or PostgreSQL by URL, with the same promises."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, make_url
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InterfaceError, InternalError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.pool import ConnectionPoolEntry

from shared_runtime.clock import Clock, SystemClock

STORE_FAILS = (OperationalError, InterfaceError, InternalError, NoConnectionFree)
"""What is raised where the store cannot be reached, is full or has no time: later it may go well.
"""

_BUSY_MS = 5_000
_TRUSTED_S = 1.0
_RESTS_SINCE = "borne_rests_since"
_ONLY_READS = "borne_only_reads"


def engine_for(url: str, clock: Clock | None = None) -> Engine:
    """An engine that connects on first use. Raises sqlalchemy.exc.ArgumentError for a bad URL."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "postgresql" and parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    # Parameters hold digests at worst, yet no exception text is to carry any.
    engine = create_engine(parsed, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_immediate)
    else:
        event.listen(engine, "connect", _tell_times_in_utc)
        _ask_those_that_rested(engine, clock or SystemClock())
    return engine


@contextmanager
def transaction(engine: Engine) -> Iterator[Session]:
    """One transaction: committed at the end of the block, undone when it raises."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def light_transaction(engine: Engine) -> Iterator[Connection]:
    """As ``transaction``, and not waited for until it is on the disk: for what is told again soon
    by itself, and for nothing else. What was committed before, or is later, is as safe as ever."""
    with engine.connect() as connection:
        on_sqlite = engine.dialect.name == "sqlite"
        # Outside the transaction, where alone SQLite takes it. The log is synced all the same
        # before it is written back, so that the file stays whole (https://sqlite.org/pragma.html).
        raw: Any = connection.connection.driver_connection
        if on_sqlite:
            raw.execute("PRAGMA synchronous = NORMAL")
        try:
            with connection.begin():
                if not on_sqlite:
                    connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
                yield connection
        finally:
            if on_sqlite:
                raw.execute("PRAGMA synchronous = FULL")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """For one statement that writes nothing: in PostgreSQL without a transaction around it, in
    SQLite without the lock of those who write."""
    alone: dict[str, Any] = (
        {_ONLY_READS: True}
        if engine.dialect.name == "sqlite"
        else {"isolation_level": "AUTOCOMMIT"}
    )
    with engine.connect() as connection:
        yield connection.execution_options(**alone)


@contextmanager
def read_session(engine: Engine) -> Iterator[Session]:
    """As ``reading``, for queries of rows: each sees the store as it is then."""
    with reading(engine) as connection, Session(connection) as session:
        yield session


def insert_all(db: Session, table: type[DeclarativeBase], rows: Sequence[dict[str, Any]]) -> None:
    """Rows as plain values, in one go: as objects they would take three times as long."""
    if rows:
        assert isinstance(table.__table__, Table)
        db.execute(insert(table.__table__), rows)


def insert_or_update(
    db: Session, table: type[DeclarativeBase]
) -> postgresql.Insert | sqlite.Insert:
    """An insert that may say what becomes of a row that is there: ``on_conflict_do_update``."""
    insert_of = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    return insert_of(table)


def scrub(engine: Engine) -> None:
    """Takes what was erased out of SQLite's log too, which holds pages as they were before. Where
    that cannot be done now, SQLite does it by itself as the log grows."""
    if engine.dialect.name == "sqlite":
        # Not through SQLAlchemy, which would begin a transaction: a checkpoint stands outside any.
        connection = engine.raw_connection()
        try:
            with suppress(sqlite3.Error):
                connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    raw: Any = connection
    raw.isolation_level = None  # transactions begin where we say, see _begin_immediate
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA secure_delete = ON")
    cursor.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
    cursor.close()


def _tell_times_in_utc(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Whatever the zone of server, database, role or environment: in one that is ahead of UTC, the
    last hours that a row may hold lie in a year that Python does not know, and cannot be read."""
    raw: Any = connection
    raw.autocommit = True  # in a transaction that is undone, it would be undone too
    with raw.cursor() as cursor:
        cursor.execute("SET TIME ZONE 'UTC'")
    raw.autocommit = False


def _ask_those_that_rested(engine: Engine, clock: Clock) -> None:
    """A connection that nobody used for a second is asked whether it still stands, and replaced
    where it does not. SQLAlchemy would ask each time, at a tenth of what a small call costs."""
    dialect = engine.dialect

    def given_back(_connection: DBAPIConnection | None, entry: ConnectionPoolEntry) -> None:
        entry.info[_RESTS_SINCE] = clock.monotonic()

    def taken(connection: DBAPIConnection, entry: ConnectionPoolEntry, _fairy: Any) -> None:
        since = entry.info.get(_RESTS_SINCE)  # a new one has no such entry
        if since is None or clock.monotonic() - since < _TRUSTED_S:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.OperationalError:
            raise InvalidatePoolError from None

    event.listen(engine, "checkin", given_back)
    event.listen(engine, "checkout", taken)


def _begin_immediate(connection: Connection) -> None:
    """Take the write lock at once: a read that turns into a write would fail instead of wait."""
    only_reads = connection.get_execution_options().get(_ONLY_READS, False)
    connection.exec_driver_sql("BEGIN" if only_reads else "BEGIN IMMEDIATE")
