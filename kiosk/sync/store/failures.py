"""What may go wrong under the store, told apart by SQLite's own result codes."""

import sqlite3

from sqlalchemy.exc import DBAPIError


class StoreFailed(Exception):
    """The disk failed and nothing was committed; the same call may succeed later. ``code`` is
    SQLite's name of the failure, such as ``SQLITE_IOERR_FSYNC``."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def code_of(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlite_errorname", "SQLITE_UNKNOWN"))


def is_full(error: DBAPIError) -> bool:
    return getattr(error.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
