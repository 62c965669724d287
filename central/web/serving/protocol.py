"""HTTP on one connection, with a time for everything: uvicorn's own waits for ever for a first
request, for the rest of a header, and for whoever does not read the answer."""

import asyncio
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from central.web.addresses import plain_address
from central.web.client_certificates import with_certificate
from central.web.serving.connections import Connections
from central.web.serving.handshakes import Handshakes

Phase = Literal["header", "request", "idle", "closing"]


@dataclass(frozen=True, slots=True)
class ConnectionTimeouts:
    """Seconds. ``header_s``: from the first moment, or the first byte, to the last of a header.
    ``request_s``: from there to the last byte of the answer. ``idle_s``: between two requests.
    ``closing_s``: until what was written last is taken."""

    header_s: float = 10.0
    request_s: float = 60.0
    idle_s: float = 75.0
    closing_s: float = 5.0


class GuardedProtocol(H11Protocol):
    """Made by ``guarded``, which gives it what it shares with the others."""

    connections_of_all: ClassVar[Connections]
    handshakes: ClassVar[Handshakes]
    patience: ClassVar[ConnectionTimeouts]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._phase: Phase = "header"
        self._answering: object = None
        self._timer: asyncio.TimerHandle | None = None
        self._admitted = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        super().connection_made(transport)
        self.handshakes.done(transport.get_extra_info("socket").fileno())
        certificate = _shown(transport)
        if certificate is not None:
            self.app = with_certificate(self.app, certificate)
        host = "" if self.client is None else self.client[0]
        if self.client is not None:
            self.client = _plain(host), self.client[1]
        self._admitted = self.connections_of_all.admit(self, host)
        if self._admitted:
            self._enter("header")
        else:
            transport.abort()

    def data_received(self, data: bytes) -> None:
        if self._admitted:
            super().data_received(data)
            self._look(answered=False)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._look(answered=True)

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        self._unset_keepalive_if_required()
        self.connections_of_all.gone(self)
        super().connection_lost(exc)

    def shutdown(self) -> None:
        super().shutdown()
        if self.transport.is_closing():
            self._enter("closing")  # over TLS, until the other side says goodbye too

    def give_way(self) -> None:
        self.transport.abort()

    def _look(self, *, answered: bool) -> None:
        """Which phase it is now; a phase that goes on keeps the time it began with."""
        cycle = self._last_cycle()
        under_way = cycle is not None and not cycle.response_complete
        if self.transport.is_closing():
            self._enter("closing")
        elif under_way and self._answering is not cycle:
            self._answering = cycle
            self.connections_of_all.busy(self)
            self._enter("request", again=True)
        elif under_way:
            return
        elif answered and not self._has_more():
            self.connections_of_all.idle(self)
            self._enter("idle", again=True)
        elif self._has_more() or not answered:
            self._enter("header")

    def _last_cycle(self) -> RequestResponseCycle | None:
        return self.cycle  # the library says that there always is one

    def _has_more(self) -> bool:
        """The next header has begun, or the last body does not end."""
        return bool(self.conn.trailing_data[0]) or self.conn.their_state is h11.SEND_BODY

    def _enter(self, phase: Phase, *, again: bool = False) -> None:
        if phase == self._phase and self._timer is not None and not again:
            return
        self._phase = phase
        self._stop_timer()
        self._timer = self.loop.call_later(self._seconds(phase), self._expired)

    def _seconds(self, phase: Phase) -> float:
        patience = self.patience
        return {
            "header": patience.header_s,
            "request": patience.request_s,
            "idle": patience.idle_s,
            "closing": patience.closing_s,
        }[phase]

    def _expired(self) -> None:
        if self._phase == "idle":
            self.timeout_keep_alive_handler()
            self._enter("closing")
        else:
            self.transport.abort()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None


def guarded(
    connections: Connections, patience: ConnectionTimeouts, handshakes: Handshakes
) -> type[GuardedProtocol]:
    """The protocol of a server whose connections and handshakes these are."""
    shared = {
        "connections_of_all": connections,
        "patience": patience,
        "handshakes": handshakes,
    }
    return type("Guarded", (GuardedProtocol,), shared)


def _shown(transport: asyncio.Transport) -> bytes | None:
    """What TLS has verified of the other side, in DER form: uvicorn tells its application none."""
    tls = transport.get_extra_info("ssl_object")
    return None if tls is None else tls.getpeercert(binary_form=True)


def _plain(host: str) -> str:
    try:
        return str(plain_address(host))
    except ValueError:
        return host
