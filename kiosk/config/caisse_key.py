"""The caisse's public key, for which everything is sealed that people ask for."""

from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

_HOW = "write there what `central intake-key` prints"


def read_caisse_key(path: Path) -> X25519PublicKey:
    """The key in the PEM file; raises ValueError with words that follow the setting's name."""
    try:
        pem = path.read_bytes()
    except OSError as error:
        raise ValueError(f"cannot be read: {path}: {error.strerror}; {_HOW}") from None
    try:
        key = load_pem_public_key(pem)
    except (ValueError, UnsupportedAlgorithm):
        raise ValueError(f"holds no public key in PEM form: {path}; {_HOW}") from None
    if not isinstance(key, X25519PublicKey):
        raise ValueError(f"holds a key that is not X25519: {path}; {_HOW}")
    return key
