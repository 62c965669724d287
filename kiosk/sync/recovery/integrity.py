"""Whether a file is a whole database of ours, found out without changing a byte of it."""

import sqlite3
from enum import Enum
from pathlib import Path
from urllib.parse import quote

from kiosk.sync.db.failures import DATABASE_ERRORS, is_damage
from kiosk.sync.db.schema import APPLICATION_ID

_HEADER_BYTES = 100
_MAGIC = b"SQLite format 3\0"
_PAGE_SIZE_4096_WAL_WAL_NO_RESERVED = bytes.fromhex("1000 02 02 00 40 20 20")
"""Bytes 16 to 23 of the header, as this process writes them."""


class Condition(Enum):
    ABSENT = "absent"
    WHOLE = "whole"
    DAMAGED = "damaged"


def examine(database: Path) -> Condition:
    """Raises OSError or sqlite3.Error when that cannot be found out now."""
    if not database.exists():
        left = database.with_name(database.name + "-wal")
        return Condition.DAMAGED if left.exists() else Condition.ABSENT
    with database.open("rb") as file:
        if not _header_is_ours(file.read(_HEADER_BYTES)):
            return Condition.DAMAGED
    try:
        return Condition.WHOLE if _checks_out(database) else Condition.DAMAGED
    except DATABASE_ERRORS as error:
        if is_damage(error):
            return Condition.DAMAGED
        raise


def _header_is_ours(header: bytes) -> bool:
    return (
        len(header) == _HEADER_BYTES
        and header[:16] == _MAGIC
        and header[16:24] == _PAGE_SIZE_4096_WAL_WAL_NO_RESERVED
        and int.from_bytes(header[68:72], "big") == APPLICATION_ID
    )


def _checks_out(database: Path) -> bool:
    """``mode=ro`` reads the log too, and does not write it back on closing. ``quick_check`` would
    miss an index that does not fit its table, which fails only in use; this takes about a second
    for a queue of 250 MB."""
    connection = sqlite3.connect(f"file:{quote(str(database))}?mode=ro", uri=True)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA cell_size_check = ON")
        found: tuple[str] = connection.execute("PRAGMA integrity_check(1)").fetchone()
        return found == ("ok",)
    finally:
        connection.close()
