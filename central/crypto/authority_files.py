"""One authority in the place of another: the next one's certificate is believed first, and its key
signs when kiosks know it. Which key signs is said by one file, so that each step is one rename."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_private_key

from central.crypto.authority import certificate_id, new_authority, new_key
from shared_runtime.whole_files import sync_folder, write_whole


def next_key_file(key_file: Path) -> Path:
    return key_file.with_name(key_file.name + ".next")


def next_certificate(key_file: Path, certificate_file: Path) -> x509.Certificate | None:
    """Of the next authority; None where there is none, or where making it was cut short. Raises
    OSError and ValueError."""
    try:
        key = load_pem_private_key(next_key_file(key_file).read_bytes(), password=None)
    except FileNotFoundError:
        return None
    public = key.public_key()
    believed = read_certificates(certificate_file)
    return next((each for each in believed if each.public_key() == public), None)


def make_next(
    key_file: Path, certificate_file: Path, caisse: str, serial: bytes, now: datetime
) -> x509.Certificate:
    """A new authority, believed from now on beside those before. Raises OSError and ValueError."""
    key, pem = new_key()
    certificate = new_authority(key, caisse, serial, now)
    believed = read_certificates(certificate_file)
    if len(believed) > 3:
        raise ValueError("four are believed already: retire one first")
    # The key first: a key without a certificate is nobody's, and is made anew.
    write_whole(next_key_file(key_file), pem)
    write_certificates(certificate_file, (*believed, certificate))
    return certificate


def take_over(key_file: Path) -> None:
    """The next one signs. The former key is kept beside it until it is retired. Raises OSError."""
    former = key_file.with_name(key_file.name + ".former")
    write_whole(former, key_file.read_bytes())
    next_key_file(key_file).replace(key_file)
    sync_folder(key_file.parent)


def retire(key_file: Path, certificate_file: Path, id_: str) -> None:
    """Its certificates are believed no more. Raises OSError and ValueError."""
    believed = read_certificates(certificate_file)
    write_certificates(certificate_file, [each for each in believed if certificate_id(each) != id_])
    key_file.with_name(key_file.name + ".former").unlink(missing_ok=True)


def read_certificates(path: Path) -> Sequence[x509.Certificate]:
    return x509.load_pem_x509_certificates(path.read_bytes())


def write_certificates(path: Path, certificates: Sequence[x509.Certificate]) -> None:
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o600
    pem = b"".join(each.public_bytes(Encoding.PEM) for each in certificates)
    write_whole(path, pem, mode)
