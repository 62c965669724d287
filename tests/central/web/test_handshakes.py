"""TLS handshakes that are begun and never ended: they hold up nobody else."""

import socket
import ssl
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509 import CertificateBuilder, Name

from central.config.server_settings import ServerSettings
from central.config.setting_values import CheckLimits
from central.web.serving.handshakes import Handshakes, TlsListener
from central.web.serving.listening import handshakes_of, server_config
from central.web.serving.tcp import listeners_at
from tests.central.web.test_connections import CEILING_S, answered, app, ends, patience, running
from tests.waiting import eventually


@pytest.fixture
def certified(tmp_path: Path) -> ServerSettings:
    """A server that speaks TLS itself, four connections an address."""
    key, name = ec.generate_private_key(ec.SECP256R1()), Name([])
    now = datetime(2026, 11, 22, tzinfo=UTC)
    builder = CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
    form = serialization.Encoding.PEM
    (tmp_path / "cert.pem").write_bytes(builder.sign(key, SHA256()).public_bytes(form))
    plain = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    (tmp_path / "key.pem").write_bytes(key.private_bytes(form, *plain))
    return ServerSettings(
        tls_certificate=tmp_path / "cert.pem",
        tls_key=tmp_path / "key.pem",
        limits=CheckLimits(connections_per_address=4),
    )


def test_who_begins_handshakes_and_ends_none_holds_up_nobody_else(
    certified: ServerSettings,
) -> None:
    handshakes = handshakes_of(certified)
    config = server_config(app, certified, patience(), handshakes)
    trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    listeners = listeners_at("127.0.0.1", 0, lambda *at: TlsListener(handshakes, *at))
    with running(config, listeners) as server, ExitStack() as opened:
        port = listeners[0].getsockname()[1]

        def connect(address: str) -> socket.socket:
            line = socket.create_connection(("127.0.0.1", port), CEILING_S, (address, 0))
            return opened.enter_context(line)

        silent = [connect("127.0.0.2") for _ in range(12)]
        assert all(map(ends, silent[4:]))
        assert len(handshakes) == 4
        with trusting.wrap_socket(connect("127.0.0.3")) as other:
            assert answered(other)
        assert len(handshakes) == 4
        for each in silent:
            each.close()
        eventually(lambda: answers(trusting, connect("127.0.0.2")), CEILING_S)
        assert server.started


def answers(trusting: ssl.SSLContext, line: socket.socket) -> bool:
    try:
        with trusting.wrap_socket(line) as encrypted:
            return answered(encrypted)
    except OSError:
        return False


def test_where_too_many_handshakes_are_under_way_the_oldest_gives_way() -> None:
    handshakes = Handshakes(2, 2, lambda _host: False)
    pairs = [socket.socketpair() for _ in range(3)]
    for number, (ours, _) in enumerate(pairs):
        assert handshakes.begin(ours, f"192.0.2.{number}")
    assert (len(handshakes), pairs[0][1].recv(1)) == (2, b"")
    for ours, theirs in pairs:
        ours.close()
        theirs.close()
