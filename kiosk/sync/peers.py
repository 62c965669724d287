"""Who may speak on the Unix socket: uvicorn's HTTP protocol with the peer and the head checked."""

import asyncio
from collections.abc import Callable
from typing import Any

import h11
import structlog
from uvicorn.protocols.http.h11_impl import H11Protocol

from kiosk.sync.problems import problem
from shared_runtime.peer import peer_uid
from wire.problem import ProblemType

REQUEST_WITHIN_S = 5.0
"""A peer that connects sends its request line and headers at once, or is not kiosk-ui."""
HEAD_BYTES = 16_384
"""Request line and headers: kiosk-ui sends some three hundred bytes."""
TELL_EVERY_S = 60.0
"""A process that keeps knocking must not fill the log."""

log = structlog.get_logger(__name__)


class RefusedPeers:
    """Logs the first peer that is refused at once; then, every ``TELL_EVERY_S`` seconds, how many
    more there were and who the last one was."""

    def __init__(self, later: Callable[[float, Callable[[], None]], object]) -> None:
        self._later = later
        self._times, self._last_uid = 0, -1
        self._counting = False

    def add(self, uid: int) -> None:
        if self._counting:
            self._times, self._last_uid = self._times + 1, uid
        else:
            self._tell(uid, 1)

    def _tell(self, uid: int, times: int) -> None:
        log.warning("peer_refused", uid=uid, times=times)
        self._times, self._counting = 0, True
        self._later(TELL_EVERY_S, self._interval_over)

    def _interval_over(self) -> None:
        if self._times:
            self._tell(self._last_uid, self._times)
        else:
            self._counting = False


class _LimitedHeads(h11.Connection):
    """h11 limits only a head that is incomplete: one that comes in a single piece passes."""

    status = 400
    """What to answer with once ``next_event`` has raised."""

    def next_event(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        try:
            event = super().next_event()
            if isinstance(event, h11.Request) and _size(event) > HEAD_BYTES:
                raise h11.RemoteProtocolError("the head is too large", error_status_hint=431)
        except h11.RemoteProtocolError as error:
            self.status = error.error_status_hint
            raise
        return event


def _size(request: h11.Request) -> int:
    fields = sum(len(name) + len(value) for name, value in request.headers)
    return len(request.method) + len(request.target) + fields


class CheckedPeerProtocol(H11Protocol):
    """Closes at once on a foreign peer, and after ``REQUEST_WITHIN_S`` on one that never asks.

    Subclassed by ``for_peers`` with the user ids that may speak.
    """

    allowed_uids: frozenset[int] = frozenset()
    refused: RefusedPeers

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.conn: _LimitedHeads = _LimitedHeads(h11.SERVER, HEAD_BYTES)
        self._patience: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn itself narrows it
        uid = peer_uid(transport.get_extra_info("socket"))
        if uid not in self.allowed_uids:
            self.refused.add(uid)
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

    def send_400_response(self, msg: str) -> None:  # noqa: ARG002 - uvicorn's own words say less
        status = self.conn.status
        mistake = "head: too large" if status == 431 else "no request in HTTP/1.1"
        said = problem(ProblemType.INVALID_REQUEST, status=status, errors=(mistake,))
        head = h11.Response(
            status_code=status, headers=[*said.raw_headers, (b"connection", b"close")]
        )
        for event in (head, h11.Data(data=bytes(said.body)), h11.EndOfMessage()):
            self.transport.write(self.conn.send(event) or b"")
        self.transport.close()

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
    """The protocol that lets these user ids in; uvicorn makes its instances itself, in its loop."""

    def later(delay_s: float, what: Callable[[], None]) -> None:
        asyncio.get_running_loop().call_later(delay_s, what)

    attributes = {"allowed_uids": allowed_uids, "refused": RefusedPeers(later)}
    return type("PeerProtocol", (CheckedPeerProtocol,), attributes)
