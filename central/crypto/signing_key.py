"""The key that signs what kiosks are told: Ed25519 in PEM form, in a file for the signer alone."""

import os
import stat
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

_BEGIN = b"-----BEGIN PUBLIC KEY-----"
_OF_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def make_signing_key(path: Path) -> None:
    """For this account alone. Raises OSError, also where there is a file already."""
    key = Ed25519PrivateKey.generate()
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(pem)


def read_signing_key(path: Path) -> Ed25519PrivateKey:
    """Raises ValueError with words that follow the setting's name."""
    try:
        with path.open("rb") as file:
            about = os.fstat(file.fileno())
            pem = file.read()
    except OSError as error:
        raise ValueError(f"cannot be read: {error.strerror}") from None
    if about.st_uid != os.getuid() or about.st_mode & _OF_OTHERS:
        raise ValueError("must belong to the signer's account, and be for nobody else: chmod 600")
    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, ValueError):
        key = None
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("no Ed25519 private key in PEM form")
    return key


def public_keys(pem: bytes) -> tuple[bytes, ...]:
    """The raw bytes of each key that ``public_pem`` has written here. Raises ValueError."""
    keys = [load_pem_public_key(_BEGIN + each) for each in pem.split(_BEGIN)[1:]]
    raw = tuple(key.public_bytes_raw() for key in keys if isinstance(key, Ed25519PublicKey))
    if len(raw) != len(keys) or not raw:
        raise ValueError("no Ed25519 public key in PEM form")
    return raw


def public_pem(key: Ed25519PublicKey) -> str:
    """SubjectPublicKeyInfo in PEM form."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")
