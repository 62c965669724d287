"""httpx over the Unix socket, so bounded that no drip of bytes keeps a caller past its time."""

import contextlib
import socket
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import httpcore
import httpx

Patience = Callable[[], float]
"""Seconds that the next wait on the socket may take; zero or less when time is up."""


class PatientTransport(httpx.HTTPTransport):
    """One connection to the socket at ``path``. Each single wait on it asks ``patience`` anew:
    httpx's own timeouts begin again with every byte that drips in."""

    def __init__(self, path: Path, patience: Patience) -> None:
        # The parent's own pool would build a TLS context that a Unix socket has no use for.
        self._backend = _Backend(patience)
        self._pool = httpcore.ConnectionPool(
            uds=str(path), network_backend=self._backend, max_connections=1
        )

    def abort(self) -> None:
        """Ends a wait that another thread is in; that thread sees the connection closed."""
        connection = self._backend.connection
        if connection is not None:
            with contextlib.suppress(OSError):  # already closed by its own thread
                connection.shutdown(socket.SHUT_RDWR)


class _Backend(httpcore.NetworkBackend):
    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self.connection: socket.socket | None = None

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - our patience replaces httpx's timeouts
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002 - none are ever given
    ) -> httpcore.NetworkStream:
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            with _as_httpcore(httpcore.ConnectTimeout, httpcore.ConnectError):
                connection.settimeout(_left(self._patience))
                connection.connect(path)
        except (httpcore.ConnectTimeout, httpcore.ConnectError):
            connection.close()
            raise
        self.connection = connection
        return _Stream(connection, self._patience)


class _Stream(httpcore.NetworkStream):
    def __init__(self, connection: socket.socket, patience: Patience) -> None:
        self._connection = connection
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        with _as_httpcore(httpcore.ReadTimeout, httpcore.ReadError):
            self._connection.settimeout(_left(self._patience))
            return self._connection.recv(max_bytes)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        with _as_httpcore(httpcore.WriteTimeout, httpcore.WriteError):
            self._connection.settimeout(_left(self._patience))
            self._connection.sendall(buffer)

    def close(self) -> None:
        self._connection.close()


def _left(patience: Patience) -> float:
    left = patience()
    if left <= 0:
        raise TimeoutError
    return left


@contextlib.contextmanager
def _as_httpcore(late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """The socket's errors under the names by which httpx knows them."""
    try:
        yield
    except TimeoutError as error:
        raise late from error
    except OSError as error:
        raise broken from error
