"""Running an application of central's on its address, within what the machine can hold."""

import asyncio
import ipaddress
import resource
import socket
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

import structlog
import uvicorn
from starlette.types import ASGIApp

from central.config.server_settings import ConfigurationError, ServerSettings
from central.web.addresses import plain_address
from central.web.middleware import MAX_HEADER_BYTES
from central.web.serving.connections import Connections
from central.web.serving.handshakes import Handshakes, TlsListener
from central.web.serving.protocol import ConnectionTimeouts, GuardedProtocol, guarded
from central.web.serving.tcp import TcpListener, listeners_at
from shared_runtime.clock import SystemClock
from shared_runtime.exhaustion import ExhaustionTold

_OTHER_FILES = 256
"""Beside connections: the store's, keys, the log, what starts and ends."""
_HANDSHAKES = 1_024
"""Under way at once, where central itself speaks TLS: a second or two of all kiosks coming anew."""
_HANDSHAKE_S = 10.0
_ENDING_S = 6
"""For what is under way when the process is told to stop. Those beside a main server have theirs
first: twice that fits into the 15 s of the units (``TimeoutStopSec``)."""

_log = structlog.get_logger("central")


class HurriedLoop(asyncio.SelectorEventLoop):
    """Gives a TLS handshake seconds, where asyncio gives a minute and uvicorn has no setting; says
    of a want of files what it is."""

    def __init__(self) -> None:
        super().__init__()
        self._exhausted = ExhaustionTold(lambda: _log.error("files_exhausted"), SystemClock())

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        if not self._exhausted.heard(context.get("exception")):
            super().call_exception_handler(context)

    def create_server(self, *args: Any, **more: Any) -> Coroutine[Any, Any, asyncio.Server]:
        if more.get("ssl") is not None:
            more["ssl_handshake_timeout"] = _HANDSHAKE_S
        return super().create_server(*args, **more)


class GuardedServer(uvicorn.Server):
    """Ends within seconds, whoever is there: connections on which nothing is under way at once."""

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        protocol = self.config.http_protocol_class
        if issubclass(protocol, GuardedProtocol):
            protocol.connections_of_all.shut()
        await super().shutdown(sockets)


class SideServer(GuardedServer):
    """One more way to the application of a main server, which takes the signals."""

    def __init__(self, config: uvicorn.Config, listeners: list[socket.socket]) -> None:
        super().__init__(config)
        self._listeners = listeners

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def serve_beside(self) -> None:
        await self.serve(self._listeners)


class MainServer(GuardedServer):
    """Starts those beside it once its application has started, and ends them first."""

    def __init__(self, config: uvicorn.Config, beside: Sequence[SideServer] = ()) -> None:
        super().__init__(config)
        self._beside = beside
        self._serving: list[asyncio.Task[None]] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._serving = [asyncio.create_task(each.serve_beside()) for each in self._beside]

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for each in self._beside:
            each.should_exit = True
        await asyncio.gather(*self._serving, return_exceptions=True)
        await super().shutdown(sockets)


def require_room(settings: ServerSettings) -> None:
    """Lets the process open as many files as there may be connections.

    Raises ConfigurationError in production where the system does not allow it: then a few idle
    connections would hold up everybody.
    """
    needed = settings.limits.connections + _other_files(settings)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or soft >= needed:
        return
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (needed, hard))
    except (OSError, ValueError):
        if settings.production:
            raise ConfigurationError(
                (f"limits.connections: {needed} open files are needed, {soft} allowed",)
            ) from None


def server_config(
    app: ASGIApp,
    settings: ServerSettings,
    patience: ConnectionTimeouts | None = None,
    handshakes: Handshakes | None = None,
    **more: Any,
) -> uvicorn.Config:
    """``more``: options of uvicorn's for another listener than the settings name."""
    limits = settings.limits
    room, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = limits.connections
    if room != resource.RLIM_INFINITY:
        most = max(1, min(most, room - _other_files(settings)))
    connections = Connections(most, limits.connections_per_address, _proxies(settings))
    patience = patience or ConnectionTimeouts(idle_s=settings.silence_s)
    if handshakes is None:
        handshakes = handshakes_of(settings)
    options: dict[str, Any] = {
        "host": settings.host,
        "port": settings.port,
        "ssl_certfile": settings.tls_certificate,
        "ssl_keyfile": settings.tls_key,
        "proxy_headers": bool(settings.trusted_proxies),
    }
    return uvicorn.Config(
        app,
        loop=f"{__name__}:{HurriedLoop.__name__}",
        http=guarded(connections, patience, handshakes),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=False,
        server_header=False,
        log_config=None,
        h11_max_incomplete_event_size=2 * MAX_HEADER_BYTES,
        timeout_graceful_shutdown=_ENDING_S,
        timeout_keep_alive=2 * int(patience.idle_s) + 1,  # ours ends first
        **(options | more),
    )


def handshakes_of(settings: ServerSettings) -> Handshakes:
    each = settings.limits.connections_per_address
    return Handshakes(_HANDSHAKES, each, _proxies(settings))


def listen(app: ASGIApp, settings: ServerSettings, *beside: SideServer) -> None:
    """Serves until told to stop, and the servers ``beside`` for as long."""
    handshakes = handshakes_of(settings)
    server = MainServer(server_config(app, settings, handshakes=handshakes), beside)
    by_tls = settings.tls_certificate is not None
    make = partial(TlsListener, handshakes) if by_tls else TcpListener
    server.run(listeners_at(settings.host, settings.port, make))


def _other_files(settings: ServerSettings) -> int:
    return _OTHER_FILES + (0 if settings.tls_certificate is None else _HANDSHAKES)


def _proxies(settings: ServerSettings) -> Callable[[str], bool]:
    networks = [ipaddress.ip_network(each) for each in settings.trusted_proxies]

    def is_proxy(host: str) -> bool:
        try:
            address = plain_address(host)
        except ValueError:
            return not host  # who comes by a Unix socket has no address
        return any(address in network for network in networks)

    return is_proxy
