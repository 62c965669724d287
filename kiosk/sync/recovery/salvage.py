"""A fresh file, with whatever a damaged one still gives; complete before it takes its place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, func, select
from sqlalchemy.exc import IntegrityError

from kiosk.sync.db.database import connect
from kiosk.sync.db.schema import (
    ACTIONS,
    APPLICATION_ID,
    COMMANDS,
    PRINTS,
    add_what_is_missing,
)
from kiosk.sync.db.times import stored
from kiosk.sync.outbox.reference import NUMBERS
from kiosk.sync.outbox.rows import DAMAGED, item_of, queued_of
from kiosk.sync.recovery.carving import Carved, carve
from kiosk.sync.recovery.damaged_files import SUFFIXES, sync_folder


@dataclass(slots=True)
class Salvaged:
    """``actions``: whole; ``damaged``: quarantined as such, to be told of; ``unreadable``: rows
    that say nothing any more; ``prints``: entries of the journal."""

    actions: int = 0
    damaged: int = 0
    unreadable: int = 0
    prints: int = 0


def build(
    database: Path, found: Path | None, chance: Callable[[int], int], now: datetime
) -> Salvaged:
    """Makes ``database``, with what can be carved out of ``found``. ``chance(n)`` gives a number
    below n. Raises OSError, sqlalchemy.exc.DBAPIError or PragmaRefused."""
    fresh = database.with_name("fresh.sqlite3")
    for suffix in SUFFIXES:
        fresh.with_name(fresh.name + suffix).unlink(missing_ok=True)
    fresh.touch(mode=0o600)
    salvaged = Salvaged()
    engine = connect(fresh)
    try:
        with engine.begin() as connection:
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            add_what_is_missing(connection)
            if found is not None:
                for row in carve(found, found.with_name(found.name + "-wal")):
                    _put(connection, row, salvaged, now)
                _go_on(connection, chance)
    finally:
        engine.dispose()  # the last connection: closing it moves the log into the file
    if fresh.with_name(fresh.name + "-wal").exists():
        raise OSError("the log of the fresh database is still there")
    fresh.rename(database)
    sync_folder(database.parent)
    return salvaged


def _put(connection: Connection, row: Carved, salvaged: Salvaged, now: datetime) -> None:
    values = dict(row.values)
    damaged = False
    if row.table is ACTIONS:
        try:
            damaged = _is_damaged(values)
        except ValueError:
            salvaged.unreadable += 1
            return
    if damaged:
        values |= {"state": "quarantined", "reason": DAMAGED, "settled_at": stored(now)}
    if row.table is COMMANDS and values.get("state") in ("accepted", "started"):
        # An older copy may be all there is: nobody knows whether it was done since.
        values |= {"state": "failed", "reason": "unknown-outcome", "reported": 0}
    try:
        put = connection.execute(row.table.insert().prefix_with("OR IGNORE"), values).rowcount
    except IntegrityError:  # of a type that the column does not take
        salvaged.unreadable += 1
        return
    salvaged.prints += put if row.table is PRINTS else 0
    salvaged.damaged += put if damaged else 0
    salvaged.actions += put if row.table is ACTIONS and not damaged else 0


def _is_damaged(values: dict[str, Any]) -> bool:
    """Whether central could not read it any more. Raises ValueError when nobody can tell what it
    was."""
    row = SimpleNamespace(**dict.fromkeys(ACTIONS.columns.keys()) | values)
    if not isinstance(row.sealed, bytes | None):
        raise ValueError
    if queued_of(row).state not in {"ready", "in_flight"}:
        return False
    try:
        item_of(row)
    except ValueError:
        return True
    return False


def _go_on(connection: Connection, chance: Callable[[int], int]) -> None:
    """Positions go on from anywhere: the reference of a row now lost must not be given again."""
    last = connection.execute(select(func.coalesce(func.max(ACTIONS.c.position), 0))).scalar_one()
    connection.exec_driver_sql("DELETE FROM sqlite_sequence WHERE name = 'actions'")
    connection.exec_driver_sql(
        "INSERT INTO sqlite_sequence (name, seq) VALUES ('actions', ?)", (last + chance(NUMBERS),)
    )
