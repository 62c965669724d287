"""Running an application of central's on its address, within what the machine can hold."""

import asyncio
import ipaddress
import resource
from collections.abc import Callable, Coroutine
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from central.config.server_settings import ConfigurationError, ServerSettings
from central.web.addresses import plain_address
from central.web.middleware import MAX_HEADER_BYTES
from central.web.serving.connections import Connections
from central.web.serving.handshakes import Handshakes, tls_listeners
from central.web.serving.protocol import ConnectionTimeouts, guarded

_OTHER_FILES = 256
"""Beside connections: the store's, keys, the log, what starts and ends."""
_HANDSHAKES = 1_024
"""Under way at once, where central itself speaks TLS: a second or two of all kiosks coming anew."""
_HANDSHAKE_S = 10.0


class HurriedLoop(asyncio.SelectorEventLoop):
    """Gives a TLS handshake seconds, where asyncio gives a minute and uvicorn has no setting."""

    def create_server(self, *args: Any, **more: Any) -> Coroutine[Any, Any, asyncio.Server]:
        if more.get("ssl") is not None:
            more["ssl_handshake_timeout"] = _HANDSHAKE_S
        return super().create_server(*args, **more)


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
) -> uvicorn.Config:
    limits = settings.limits
    room, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = limits.connections
    if room != resource.RLIM_INFINITY:
        most = max(1, min(most, room - _other_files(settings)))
    connections = Connections(most, limits.connections_per_address, _proxies(settings))
    patience = patience or ConnectionTimeouts(idle_s=settings.silence_s)
    if handshakes is None:
        handshakes = handshakes_of(settings)
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        loop=f"{__name__}:{HurriedLoop.__name__}",
        http=guarded(connections, patience, handshakes),
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
        access_log=False,
        server_header=False,
        log_config=None,
        h11_max_incomplete_event_size=2 * MAX_HEADER_BYTES,
        timeout_keep_alive=2 * int(patience.idle_s) + 1,  # ours ends first
    )


def handshakes_of(settings: ServerSettings) -> Handshakes:
    each = settings.limits.connections_per_address
    return Handshakes(_HANDSHAKES, each, _proxies(settings))


def listen(app: ASGIApp, settings: ServerSettings) -> None:
    """Serves until told to stop."""
    handshakes = handshakes_of(settings)
    server = uvicorn.Server(server_config(app, settings, handshakes=handshakes))
    if settings.tls_certificate is None:
        server.run()
        return
    try:
        listeners = tls_listeners(handshakes, settings.host, settings.port)
    except OSError as error:
        raise SystemExit(f"host, port: {error.strerror}") from None
    server.run(listeners)


def _other_files(settings: ServerSettings) -> int:
    return _OTHER_FILES + (0 if settings.tls_certificate is None else _HANDSHAKES)


def _proxies(settings: ServerSettings) -> Callable[[str], bool]:
    networks = [ipaddress.ip_network(each) for each in settings.trusted_proxies]

    def is_proxy(host: str) -> bool:
        try:
            address = plain_address(host)
        except ValueError:
            return False
        return any(address in network for network in networks)

    return is_proxy
