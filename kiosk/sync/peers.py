"""Who may speak on the Unix socket: uvicorn's HTTP protocol with the peer checked."""

import asyncio
import socket
import struct
from typing import Any

import structlog
from uvicorn.protocols.http.h11_impl import H11Protocol

REQUEST_WITHIN_S = 5.0
"""A peer that connects sends its request line and headers at once, or is not kiosk-ui."""

_CREDENTIALS = struct.Struct("3i")  # struct ucred of unix(7): pid, uid, gid

log = structlog.get_logger(__name__)


def peer_uid(connection: socket.socket) -> int:
    """The user id of the process at the other end, as the kernel knows it (SO_PEERCRED)."""
    raw = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size)
    _pid, uid, _gid = _CREDENTIALS.unpack(raw)
    return int(uid)


class CheckedPeerProtocol(H11Protocol):
    """Closes at once on a foreign peer, and after ``REQUEST_WITHIN_S`` on one that never asks.

    Subclassed by ``for_peers`` with the user ids that may speak.
    """

    allowed_uids: frozenset[int] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn itself narrows it
        uid = peer_uid(transport.get_extra_info("socket"))
        if uid not in self.allowed_uids:
            log.warning("peer_refused", uid=uid)
            self.transport = transport
            transport.abort()
            return
        super().connection_made(transport)
        self._await_request()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._await_request()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        super().connection_lost(exc)

    def _await_request(self) -> None:
        # uvicorn's annotation forgets that there is no cycle before the first request.
        if self.cycle and not self.cycle.response_complete:  # type: ignore[truthy-bool]
            self._stop_waiting()
        elif self._patience is None and not self.transport.is_closing():
            self._patience = self.loop.call_later(REQUEST_WITHIN_S, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None


def for_peers(allowed_uids: frozenset[int]) -> type[CheckedPeerProtocol]:
    """The protocol that lets these user ids in; uvicorn makes its instances itself."""
    return type("PeerProtocol", (CheckedPeerProtocol,), {"allowed_uids": allowed_uids})
