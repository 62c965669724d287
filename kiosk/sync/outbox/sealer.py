"""Sealing bodies to the caisse's current public key."""

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from wire import sealing
from wire.sync import ItemHeader


class Sealer:
    """Holds the one key that new actions are sealed to; older ones keep the seal they have."""

    def __init__(self, public: X25519PublicKey) -> None:
        self._public = public
        self.key_id = sealing.key_id(public)

    @classmethod
    def from_pem(cls, pem: bytes) -> "Sealer":
        """Raises ValueError when ``pem`` is no X25519 public key."""
        try:
            public = load_pem_public_key(pem)
        except (ValueError, UnsupportedAlgorithm):
            raise ValueError("not a public key in PEM form") from None
        if not isinstance(public, X25519PublicKey):
            raise ValueError("not an X25519 key")
        return cls(public)

    def seal(self, body: bytes, header: ItemHeader) -> bytes:
        """``header.key_id`` must be this sealer's."""
        return sealing.seal(body, header, self._public)
