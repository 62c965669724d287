"""The points at which a process may be killed: each statement, commit, send, answer and reply.

The points are counted in a page of memory that the driver shares; at the number it asks for, the
process kills itself as the kernel would, with SIGKILL.
"""

import ctypes
import mmap
import os
import signal
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette

NEVER = -1


class _Page(ctypes.Structure):
    _fields_ = (
        ("seen", ctypes.c_int64),
        ("kill_at", ctypes.c_int64),
        ("last", ctypes.c_char * 160),
    )


class Points:
    """Both ends of the page: made by the driver, opened by the process that counts."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(ctypes.sizeof(_Page)))
        with path.open("r+b") as page:
            self._page = _Page.from_buffer(mmap.mmap(page.fileno(), 0))

    def arm(self, kill_at: int = NEVER) -> None:
        """Counts anew from 0; the process dies at point ``kill_at``."""
        self._page.seen, self._page.kill_at = 0, kill_at

    @property
    def seen(self) -> int:
        return int(self._page.seen)

    @property
    def last(self) -> str:
        """Which point came last."""
        return bytes(self._page.last).decode(errors="replace")

    def point(self, name: str) -> None:
        number = self._page.seen
        self._page.seen = number + 1
        self._page.last = name.encode()[:159]
        if number == self._page.kill_at:
            os.kill(os.getpid(), signal.SIGKILL)


def install(points: Points) -> None:
    """Puts the points into this process, before anything of it has begun."""
    _into_sqlite(points)
    _into_httpx(points)
    _into_the_door(points)


def _into_sqlite(points: Points) -> None:
    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, *given: Any) -> "Cursor":
            with _Around(points, sql):
                super().execute(sql, *given)
            return self

        def executemany(self, sql: str, *given: Any) -> "Cursor":
            with _Around(points, sql):
                super().executemany(sql, *given)
            return self

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, sql: str, *given: Any) -> Any:
            return self.cursor().execute(sql, *given)

        def commit(self) -> None:
            with _Around(points, "COMMIT"):
                super().commit()

        def rollback(self) -> None:
            with _Around(points, "ROLLBACK"):
                super().rollback()

    def connect(*given: Any, **named: Any) -> Any:
        return _connect(*given, **{"factory": Connection, **named})

    _connect = sqlite3.connect
    sqlite3.connect = sqlite3.dbapi2.connect = connect


class _Around:
    """A point before a statement and one after it; a statement that fails has none after it."""

    def __init__(self, points: Points, sql: str) -> None:
        self._points, self._sql = points, " ".join(sql.split())[:120]

    def __enter__(self) -> None:
        self._points.point(f"before {self._sql}")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self._points.point(f"after {self._sql}")


def _into_httpx(points: Points) -> None:
    send = httpx.AsyncHTTPTransport.handle_async_request

    async def handle(self: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        address = f"{request.method} {request.url.path}"
        points.point(f"before sending {address}")
        response = await send(self, request)
        points.point(f"central has answered {address}")
        return response

    httpx.AsyncHTTPTransport.handle_async_request = handle  # type: ignore[method-assign]


def _into_the_door(points: Points) -> None:
    call = Starlette.__call__

    async def watched(self: Starlette, scope: Any, receive: Any, send: Callable[..., Any]) -> None:
        async def say(message: Any) -> None:
            points.point(f"before {message['type']} {scope.get('path')}")
            await send(message)
            points.point(f"after {message['type']} {scope.get('path')}")

        await call(self, scope, receive, say)

    Starlette.__call__ = watched  # type: ignore[method-assign]
