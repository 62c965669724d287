"""Where kiosks with certificates come: by TLS that central speaks itself, or through a proxy."""

import grp
import os
import socket
import ssl
import tempfile
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.serialization import Encoding
from starlette.types import ASGIApp

from central.config.server_settings import ConfigurationError
from central.config.settings import Settings
from central.crypto.authority import SERIAL_BYTES, Authority, new_key
from central.runtime.chance import Chance
from central.web.client_certificates import from_proxy, not_from_proxy
from central.web.serving.handshakes import TlsListener
from central.web.serving.listening import (
    SideServer,
    handshakes_of,
    server_config,
)
from central.web.serving.tcp import listeners_at
from shared_runtime.clock import Clock
from shared_runtime.exhaustion import PatientListener


def kiosk_listeners(
    app: ASGIApp, settings: Settings, authority: Authority | None, clock: Clock, chance: Chance
) -> tuple[SideServer, ...]:
    """Those that the settings ask for. Raises ConfigurationError where there is no authority."""
    if settings.kiosk_port is None and settings.kiosk_socket is None:
        return ()
    if authority is None:
        raise ConfigurationError(("authority_key_file: missing; `central migrate` makes one",))
    servers: list[SideServer] = []
    if settings.kiosk_port is not None:
        servers.append(_by_tls(app, settings, settings.kiosk_port, authority, clock, chance))
    if settings.kiosk_socket is not None:
        config = server_config(
            from_proxy(app),
            settings,
            ssl_certfile=None,
            ssl_keyfile=None,
            proxy_headers=False,
            lifespan="off",
        )
        listener = _proxys_socket(settings.kiosk_socket, settings.kiosk_socket_group)
        servers.append(SideServer(config, [listener]))
    return tuple(servers)


def _by_tls(
    app: ASGIApp,
    settings: Settings,
    port: int,
    authority: Authority,
    clock: Clock,
    chance: Chance,
) -> SideServer:
    context = tls_for_kiosks(authority, str(settings.kiosk_url), clock, chance)
    handshakes = handshakes_of(settings)
    config = server_config(
        not_from_proxy(app),
        settings,
        handshakes=handshakes,
        ssl_certfile=None,
        ssl_keyfile=None,
        ssl_context_factory=lambda _config, _default: context,
        lifespan="off",
    )
    make = partial(TlsListener, handshakes)
    return SideServer(config, listeners_at(settings.host, port, make))


def _proxys_socket(path: Path, group: str | None) -> socket.socket:
    """For central's own account, and for that of the proxy where it is in the group: whoever can
    write to it is believed. The server's own way of making one opens it to everybody."""
    listener = PatientListener(socket.AF_UNIX)
    try:
        path.unlink(missing_ok=True)
        listener.bind(str(path))
        path.chmod(0o600)
        if group is not None:
            os.chown(path, -1, grp.getgrnam(group).gr_gid)
            path.chmod(0o660)
    except OSError as error:
        raise ConfigurationError((f"kiosk_socket: {error.strerror}",)) from None
    except KeyError:
        raise ConfigurationError(("kiosk_socket_group: no such group",)) from None
    return listener


def tls_for_kiosks(authority: Authority, url: str, clock: Clock, chance: Chance) -> ssl.SSLContext:
    """Shows a certificate that kiosks believe, and asks for one of theirs. The key is made anew at
    each start, and is kept nowhere."""
    key, pem = new_key()
    host = urlsplit(url).hostname or ""
    serial = chance.bytes(SERIAL_BYTES)
    certificate = authority.for_server(host, key.public_key(), serial, clock.now())
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.verify_mode = ssl.CERT_REQUIRED
    context.load_verify_locations(cadata=authority.pem)
    with tempfile.TemporaryDirectory() as folder:  # the library reads files alone
        both = Path(folder) / "server.pem"
        both.touch(mode=0o600)
        both.write_bytes(pem + certificate.public_bytes(Encoding.PEM))
        context.load_cert_chain(both)
    return context
