"""What may go wrong under the store, told apart by SQLite's own result codes."""

import sqlite3

from sqlalchemy.exc import DBAPIError

DatabaseError = DBAPIError | sqlite3.Error | UnicodeDecodeError
DATABASE_ERRORS = (DBAPIError, sqlite3.Error, UnicodeDecodeError)
"""Through SQLAlchemy and beside it; the last where SQLite's own message quotes damaged text."""
_SURROUNDINGS = {
    sqlite3.SQLITE_AUTH,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}
"""Primary codes that tell of the disk, of rights and of other processes."""
_BAD_SECTOR = {sqlite3.SQLITE_IOERR_READ, sqlite3.SQLITE_IOERR_SHORT_READ}


class StoreFailed(Exception):
    """The disk failed and nothing was committed; the same call may succeed later. ``code`` is
    SQLite's name of the failure, such as ``SQLITE_IOERR_FSYNC``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def code_of(error: DatabaseError) -> str:
    return str(getattr(_cause(error), "sqlite_errorname", "SQLITE_UNKNOWN"))


def is_full(error: DatabaseError) -> bool:
    return _number_of(error) == sqlite3.SQLITE_FULL


def is_damage(error: DatabaseError) -> bool:
    """Whether the failure lies in what the file holds, not in what surrounds it."""
    number = _number_of(error)
    return number in _BAD_SECTOR or number & 0xFF not in _SURROUNDINGS


def _number_of(error: DatabaseError) -> int:
    return int(getattr(_cause(error), "sqlite_errorcode", sqlite3.SQLITE_ERROR))


def _cause(error: DatabaseError) -> BaseException | None:
    return error.orig if isinstance(error, DBAPIError) else error
