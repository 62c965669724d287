"""Sealing bodies to the caisse's current public key."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from wire import sealing
from wire.sync import ItemHeader


class Sealer:
    """Holds the one key that new actions are sealed to; older ones keep the seal they have."""

    def __init__(self, public: X25519PublicKey) -> None:
        self._public = public
        self.key_id = sealing.key_id(public)

    def seal(self, body: bytes, header: ItemHeader) -> bytes:
        """``header.key_id`` must be this sealer's."""
        return sealing.seal(body, header, self._public)
