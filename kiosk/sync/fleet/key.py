"""The kiosk's key, which is made here and never leaves."""

from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from kiosk.sync.fleet.files import replace_file
from wire.enrolment import check_word, key_digest

KEY = "key.pem"


class KioskKey:
    """The key in a folder."""

    def __init__(self, folder: Path) -> None:
        """Makes one where there is none. Raises OSError, and ValueError where there is something
        else."""
        path = folder / KEY
        try:
            pem = path.read_bytes()
        except FileNotFoundError:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            pem = generate_private_key(SECP256R1()).private_bytes(
                Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
            )
            replace_file(path, pem)
        key = load_pem_private_key(pem, password=None)
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
