"""The kiosk's key, which is made here and never leaves.

Where the machine has a TPM, ``key.pem`` is encrypted with a password that the TPM alone opens, from
``key.sealed``. How a key is kept is settled when it is made: its file says so, and a key that was
sealed is never replaced by one that is not.
"""

import secrets
import ssl
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.sync.fleet.tpm import Tpm, TpmError, TpmFault
from shared_runtime.whole_files import write_whole
from wire.enrolment import check_word, key_digest

KEY = "key.pem"
SEALED = "key.sealed"
_ENCRYPTED = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"


class KioskKey:
    """The key in a folder."""

    def __init__(self, folder: Path, tpm: Tpm | None = None) -> None:
        """Makes one where there is none; sealed by ``tpm`` where that is there. Raises TpmError,
        OSError, and ValueError where there is something else."""
        self._path = folder / KEY
        if not self._path.exists():
            _make(folder, tpm)
        pem = self._path.read_bytes()
        self.is_sealed = pem.startswith(_ENCRYPTED)
        self._password = _opened(folder / SEALED, tpm) if self.is_sealed else None
        key = load_pem_private_key(pem, self._password)
        if not isinstance(key, EllipticCurvePrivateKey):
            raise ValueError("no private key of an elliptic curve")
        self._key = key

    @property
    def check(self) -> str:
        """What staff compare with what central shows."""
        spki = PublicFormat.SubjectPublicKeyInfo
        return check_word(key_digest(self._key.public_key().public_bytes(Encoding.DER, spki)))

    def signing_request(self) -> bytes:
        """PKCS #10 without a name: who this is, central says."""
        request = x509.CertificateSigningRequestBuilder().subject_name(x509.Name([]))
        return request.sign(self._key, hashes.SHA256()).public_bytes(Encoding.DER)

    def show_in(self, tls: ssl.SSLContext, certificate: Path) -> None:
        """Has connections of ``tls`` show this certificate of this key. Raises OSError."""
        tls.load_cert_chain(certificate, self._path, self._password)


def _make(folder: Path, tpm: Tpm | None) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    key = generate_private_key(SECP256R1())
    if tpm is None or not tpm.is_there:
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    else:
        password = secrets.token_hex(32).encode("ascii")
        encryption = BestAvailableEncryption(password)
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, encryption)
        # First, so that there is never a key without it.
        write_whole(folder / SEALED, tpm.seal(password))
    write_whole(folder / KEY, pem)


def _opened(sealed: Path, tpm: Tpm | None) -> bytes:
    if tpm is None:
        raise TpmError(TpmFault.ABSENT)
    return tpm.open(sealed.read_bytes())
