"""httpx over the Unix socket, so bounded that no drip of bytes keeps a caller past its time."""

import contextlib
import socket
from collections.abc import Callable, Iterable
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
        self._inner = httpcore.SyncBackend()
        self.connection: socket.socket | None = None

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - ours replaces httpx's
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        stream = self._inner.connect_unix_socket(path, max(self._patience(), 0.001), socket_options)
        self.connection = stream.get_extra_info("socket")
        return _Stream(stream, self._patience)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, patience: Patience) -> None:
        self._inner = inner
        self._patience = patience

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 - as above
        left = self._patience()
        if left <= 0:
            raise httpcore.ReadTimeout
        return self._inner.read(max_bytes, left)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 - as above
        left = self._patience()
        if left <= 0:
            raise httpcore.WriteTimeout
        self._inner.write(buffer, left)

    def close(self) -> None:
        self._inner.close()

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
