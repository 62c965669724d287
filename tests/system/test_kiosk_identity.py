"""Kiosks with certificates at a real central: by its own TLS, and behind the real nginx."""

import itertools
import re
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote
from uuid import UUID

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate

from central.crypto.authority import Authority, new_authority, new_key
from central.store.database import engine_for, transaction
from central.store.models import KioskRow
from devdock.ports import free_port
from tests.central.server import Server, serving
from tests.waiting import eventually
from wire.codec import codec_of
from wire.enrolment import key_digest
from wire.support_bundle import MAX_BUNDLE_BYTES, SupportBundle, SupportBundleSent

pytestmark = pytest.mark.system

_NGINX = Path("/usr/sbin/nginx")
_CONFIGURATION = """
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
{upstream}
  server {{
    listen 127.0.0.1:{port} ssl;
    ssl_certificate {folder}/nginx.pem;
    ssl_certificate_key {folder}/nginx.pem;
{server}
    location / {{
{location}
    }}
  }}
}}
"""
_PAGE = Path(__file__).parents[2] / "docs" / "fleet.md"


@dataclass
class Stand:
    """The one central of the file, and ways to it. Each test has a kiosk of its own."""

    server: Server
    authority: Authority
    tls_url: str
    proxy_url: str | None = None
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def kiosk(self) -> tuple[str, Path]:
        """The id of one whose key central knows, and a file with its key and a certificate."""
        id_ = f"k-{next(self._numbers)}"
        key, pem = new_key()
        spki = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        digest = key_digest(spki)
        with transaction(engine_for(f"sqlite:///{self.server.folder / 'central.db'}")) as db:
            db.add(KioskRow(id=id_, added_at=datetime.now(UTC), key_sha256=digest))
        return id_, self.shown(key, pem, id_)

    def shown(
        self,
        key: EllipticCurvePrivateKey,
        pem: bytes,
        id_: str = "k-1",
        *,
        by: Authority | None = None,
        age_days: int = 1,
    ) -> Path:
        at = datetime.now(UTC) - timedelta(days=age_days)
        certificate = (by or self.authority).for_kiosk(id_, key.public_key(), b"3" * 19, at)
        path = self.server.folder / f"kiosk-{next(self._numbers)}.pem"
        path.write_bytes(pem + certificate.public_bytes(Encoding.PEM))
        return path

    def call(self, url: str, shown: Path | None, **headers: str) -> httpx.Response:
        with self.client(shown) as http:
            return http.get(url + "/v1/rights", headers=headers, timeout=60)

    def client(self, shown: Path | None) -> httpx.Client:
        trusted = ssl.create_default_context(cadata=self.authority.pem)
        if shown is not None:
            trusted.load_cert_chain(shown)
        return httpx.Client(verify=trusted, trust_env=False)


@pytest.fixture(scope="module")
def stand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stand]:
    folder, port = tmp_path_factory.mktemp("central"), free_port()
    url = f"https://127.0.0.1:{port}"
    with serving(
        folder,
        KIOSK_PORT=str(port),
        KIOSK_URL=url,
        KIOSK_SOCKET=str(folder / "kiosks.sock"),
        AUTHORITY_KEY_FILE=str(folder / "central-authority.key"),
        AUTHORITY_CERTIFICATE_FILE=str(folder / "central-authority.pem"),
    ) as server:
        key = (folder / "central-authority.key").read_bytes()
        certificate = (folder / "central-authority.pem").read_bytes()
        yield Stand(server, Authority.of_pem(key, (certificate,), "demo"), url)


@pytest.fixture(scope="module")
def proxied(stand: Stand) -> Iterator[Stand]:
    if not _NGINX.exists():
        pytest.skip("nginx is not there: apt-get install nginx-light")
    with _nginx(stand) as url:
        stand.proxy_url = url
        yield stand


def test_a_kiosk_that_shows_its_certificate_is_known(stand: Stand) -> None:
    _, shown = stand.kiosk()
    answer = stand.call(stand.tls_url, shown)
    assert answer.json()["type"].endswith("session-lost"), "the kiosk is known, no visit is open"


@pytest.mark.parametrize("what", ["none", "expired", "foreign", "not-yet"])
def test_tls_itself_refuses_who_shows_none_that_counts(stand: Stand, what: str) -> None:
    with pytest.raises(httpx.TransportError):
        stand.call(stand.tls_url, _bad(stand, what))


def test_a_certificate_of_a_key_that_was_revoked_opens_nothing(stand: Stand) -> None:
    kiosk, shown = stand.kiosk()
    with transaction(engine_for(f"sqlite:///{stand.server.folder / 'central.db'}")) as db:
        row = db.get(KioskRow, kiosk)
        assert row is not None
        row.revoked_at = datetime.now(UTC)
    assert stand.call(stand.tls_url, shown).json()["type"].endswith("kiosk-unknown")


def test_headers_of_a_proxy_are_believed_nowhere_but_on_its_socket(stand: Stand) -> None:
    _, shown = stand.kiosk()
    forged = {"X-Client-Verified": "SUCCESS", "X-Client-Certificate": _escaped(shown)}
    for url, certificate in ((stand.server.url, None), (stand.tls_url, shown)):
        assert stand.call(url, certificate, **forged).json()["type"].endswith("invalid-request")


def test_behind_nginx_a_kiosk_is_known_by_what_nginx_verified(proxied: Stand) -> None:
    _, shown = proxied.kiosk()
    assert proxied.proxy_url is not None
    answer = proxied.call(proxied.proxy_url, shown)
    assert answer.json()["type"].endswith("session-lost")


def test_behind_nginx_the_largest_support_bundle_is_taken(proxied: Stand) -> None:
    _, shown = proxied.kiosk()
    head = SupportBundle("0123456789abcdef", b"").written()
    largest = head + bytes(MAX_BUNDLE_BYTES - len(head))
    sent = SupportBundleSent(UUID(int=1), "durand-a", "agent", largest)
    content = codec_of(SupportBundleSent).write(sent)
    with proxied.client(shown) as http:
        json = {"Content-Type": "application/json"}
        url = f"{proxied.proxy_url}/v1/support-bundles"
        assert http.post(url, content=content, headers=json, timeout=60).status_code == 204


@pytest.mark.parametrize("what", ["none", "expired", "foreign"])
def test_nginx_lets_nobody_else_through_whatever_they_say(proxied: Stand, what: str) -> None:
    _, good = proxied.kiosk()
    forged = {"X-Client-Verified": "SUCCESS", "X-Client-Certificate": _escaped(good)}
    assert proxied.proxy_url is not None
    answer = proxied.call(proxied.proxy_url, _bad(proxied, what), **forged)
    assert answer.status_code == 400
    assert "application/problem+json" not in answer.headers["content-type"], "nginx itself"


def test_who_writes_to_the_proxys_socket_without_a_certificate_is_refused(stand: Stand) -> None:
    transport = httpx.HTTPTransport(uds=str(stand.server.folder / "kiosks.sock"))
    with httpx.Client(transport=transport, base_url="http://central") as http:
        for said in ({}, {"X-Client-Verified": "NONE", "X-Real-IP": "192.0.2.1"}):
            assert http.get("/v1/rights", headers=said).status_code == 422
    mode = (stand.server.folder / "kiosks.sock").stat().st_mode
    assert mode & 0o777 == 0o600


def _bad(stand: Stand, what: str) -> Path | None:
    key, pem = new_key()
    match what:
        case "expired":
            return stand.shown(key, pem, age_days=40)
        case "not-yet":
            return stand.shown(key, pem, age_days=-2)
        case "foreign":
            other, _ = new_key()
            certificate = new_authority(other, "000", b"4" * 19, datetime.now(UTC))
            return stand.shown(key, pem, by=Authority(other, certificate, "000"))
        case _:
            return None


def _escaped(shown: Path) -> str:
    certificate = load_pem_x509_certificate(shown.read_bytes())
    return quote(certificate.public_bytes(Encoding.PEM))


@contextmanager
def _nginx(stand: Stand) -> Iterator[str]:
    """nginx set up as docs/fleet.md says."""
    folder, port = stand.server.folder, free_port()
    key, pem = new_key()
    certificate = stand.authority.for_server(
        "127.0.0.1", key.public_key(), b"5" * 19, datetime.now(UTC)
    )
    (folder / "nginx.pem").write_bytes(pem + certificate.public_bytes(Encoding.PEM))
    documented = re.findall(r"```nginx\n(.*?)```", _PAGE.read_text("utf-8"), re.DOTALL)
    server, location, upstream = documented
    configuration = folder / "nginx.conf"
    configuration.write_text(
        _CONFIGURATION.format(
            folder=folder,
            port=port,
            server=server.replace("/etc/borne", str(folder)),
            location=location,
            upstream=re.sub(r"/run/central/kiosks-\d", f"{folder}/kiosks", upstream),
        )
    )
    process = subprocess.Popen([_NGINX, "-c", configuration, "-g", "user root;"])
    try:
        eventually(lambda: process.poll() is not None or _listens(port), 60)
        assert process.poll() is None, (folder / "nginx.log").read_text()
        yield f"https://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
