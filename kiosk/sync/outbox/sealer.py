"""Sealing bodies to the caisse's current public key."""

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

from wire import sealing
from wire.sync import ItemHeader


class Sealer:
    """Holds the one key that new actions are sealed to; older ones keep the seal they have. The key
    may change on another thread between a header and its seal: the header says which one it is."""

    def __init__(self, public: X25519PublicKey) -> None:
        self._own = public
        self.key_id = sealing.key_id(public)
        self._by_id = {self.key_id: public}

    def use(self, public: X25519PublicKey | None) -> None:
        """From now on; None: the one that it was made with."""
        chosen = public or self._own
        id_ = sealing.key_id(chosen)
        self._by_id[id_] = chosen
        self.key_id = id_

    def seal(self, body: bytes, header: ItemHeader) -> bytes:
        """``header.key_id`` is or was this sealer's."""
        return sealing.seal(body, header, self._by_id[header.key_id])
