"""HTTP over the Unix socket, so bounded that no drip of bytes keeps a caller past its time."""

import contextlib
import socket
from collections.abc import Callable
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from wire.headers import MAX_BODY_BYTES

TimeLeft = Callable[[], float]
"""Seconds that the next wait on the socket may take; zero or less when time is up."""
_HOST = "kiosk-sync"
"""A name that HTTP wants and that nobody resolves: the socket is the address."""


class TooLarge(Exception):
    """A body longer than either side believes."""


class UnixConnection(HTTPConnection):
    """One connection to the socket at ``path``. Each single wait on it asks ``patience`` anew: a
    socket's own timeout begins again with every byte that drips in. It raises OSError, of which
    TimeoutError is one, and ``http.client.HTTPException``."""

    def __init__(self, path: Path, patience: TimeLeft) -> None:
        super().__init__(_HOST)
        self._path = path
        self._patience = patience
        self._connected: socket.socket | None = None

    def connect(self) -> None:
        connection = _PatientSocket(self._patience)
        try:
            connection.connect(str(self._path))
        except OSError:
            connection.close()
            raise
        # ``sock`` is given up to an answer whose end is that of the connection.
        self.sock = self._connected = connection

    def abort(self) -> None:
        """Ends a wait that another thread is in; that thread sees the connection closed."""
        connection = self._connected
        if connection is not None:
            with contextlib.suppress(OSError):  # already closed by its own thread
                connection.shutdown(socket.SHUT_RDWR)


def body_of(response: HTTPResponse) -> bytes:
    """The whole body; raises TooLarge, and what the connection raises."""
    body = response.read(MAX_BODY_BYTES + 1)
    if len(body) > MAX_BODY_BYTES:
        raise TooLarge
    return body


class _PatientSocket(socket.socket):
    def __init__(self, patience: TimeLeft) -> None:
        super().__init__(socket.AF_UNIX, socket.SOCK_STREAM)
        self._patience = patience

    def connect(self, address: Any) -> None:
        self._wait_no_longer()
        super().connect(address)

    def recv_into(self, *given: Any, **named: Any) -> int:
        self._wait_no_longer()
        return super().recv_into(*given, **named)

    def sendall(self, *given: Any, **named: Any) -> None:
        self._wait_no_longer()
        super().sendall(*given, **named)

    def _wait_no_longer(self) -> None:
        left = self._patience()
        if left <= 0:
            raise TimeoutError
        self.settimeout(left)
