"""What kiosk-sync makes of central's certificate: trusted, out of its time, or somebody else's."""

import queue
import ssl
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from kiosk.domain.faults import Link
from kiosk.domain.ids import SessionId
from kiosk.domain.outcomes import Cause, Unreachable
from kiosk.gateway.client import GatewayClient
from kiosk.gateway.stream import GatewayState, GatewayUp, StatusStream
from shared_runtime.clock import SystemClock
from tests.sync.fakes import FAMILY_NAME, NIR, VISIT
from tests.system.sync_stand import WITHIN_S, Central, Sync
from wire.calls.session import OPEN
from wire.citizen import CardHolder, SessionOpened
from wire.nir import Nir

pytestmark = pytest.mark.system

A_DAY = timedelta(days=1)
HOLDER = CardHolder(Nir(NIR), "19550812", FAMILY_NAME, "ROSE")


class Authority:
    """A certificate authority of its own, with its certificate in ``path``."""

    def __init__(self, path: Path, name: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        self._name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        certificate = (
            self._begun(self._name, datetime.now(UTC) - 30 * A_DAY, 60 * A_DAY)
            .public_key(self._key.public_key())
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(_usage(signs=True), critical=True)
            .add_extension(
                x509.SubjectKeyIdentifier.from_public_key(self._key.public_key()), critical=False
            )
            .sign(self._key, hashes.SHA256())
        )
        self.path = path
        path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))

    def serves(self, folder: Path, begins: datetime) -> ssl.SSLContext:
        """A server's side of TLS for 127.0.0.1, valid for a day from ``begins``."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "central")])
        certificate = (
            self._begun(name, begins, A_DAY)
            .public_key(key.public_key())
            .add_extension(
                x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]),
                critical=False,
            )
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self._key.public_key()),
                critical=False,
            )
            .sign(self._key, hashes.SHA256())
        )
        chain = folder / "central.pem"
        chain.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificate.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chain)
        return context

    def _begun(
        self, subject: x509.Name, begins: datetime, lasts: timedelta
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self._name)
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(begins + lasts)
        )


def _usage(*, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=signs,
        crl_sign=signs,
        encipher_only=False,
        decipher_only=False,
    )


@pytest.mark.parametrize(
    ("begins_in", "trusted", "link", "outcome"),
    [
        pytest.param(-A_DAY / 2, True, Link.ONLINE, SessionOpened, id="trusted"),
        pytest.param(A_DAY, True, Link.CLOCK_WRONG, Cause.CLOCK, id="not yet valid"),
        pytest.param(-10 * A_DAY, True, Link.CLOCK_WRONG, Cause.CLOCK, id="expired"),
        pytest.param(-A_DAY / 2, False, Link.OFFLINE, Cause.NONSENSE, id="somebody else's"),
    ],
)
def test_the_certificate_decides(
    tmp_path: Path, begins_in: timedelta, trusted: bool, link: Link, outcome: type | Cause
):
    ours = Authority(tmp_path / "ours.pem", "Ours")
    theirs = Authority(tmp_path / "theirs.pem", "Theirs")
    signing = ours if trusted else theirs
    central = Central(tls=signing.serves(tmp_path, datetime.now(UTC) + begins_in))
    sync = Sync(tmp_path, central.url, ca_file=str(ours.path))
    told = queue.Queue[GatewayState]()
    stream = StatusStream(sync.socket, told.put, SystemClock(), lambda: 0.0)
    try:
        sync.start()
        stream.start()
        while not _is_up(told.get(timeout=WITHIN_S), link):
            pass
        ui = GatewayClient(sync.socket, SystemClock())
        answer = ui.call(OPEN, SessionId(VISIT), HOLDER)
        if isinstance(outcome, Cause):
            assert answer == Unreachable(outcome)
            assert not any(address.startswith("POST") for address, _ in central.asked)
        else:
            assert isinstance(answer, outcome)
    finally:
        stream.stop()
        sync.close()
        central.close()


def _is_up(state: GatewayState, link: Link) -> bool:
    return isinstance(state, GatewayUp) and state.link is link
