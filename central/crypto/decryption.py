"""The caisse's private keys, and opening with them what kiosks have sealed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Self

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from shared_runtime.private import Private
from wire.sealing import key_id, unseal
from wire.sync import Item


class KeyUnknown(Exception):
    """No key here has the id for which the item was sealed."""


@dataclass(frozen=True, slots=True, repr=False)
class IntakeKeys(Private):
    """The key that kiosks seal for now, and former ones for what still lies in their queues.
    ``beside``: where those lie that came since this process began."""

    current: X25519PrivateKey
    by_id: dict[str, X25519PrivateKey]
    beside: Callable[[], Mapping[str, X25519PrivateKey]] | None = None

    @classmethod
    def of(
        cls,
        current: X25519PrivateKey,
        *former: X25519PrivateKey,
        beside: Callable[[], Mapping[str, X25519PrivateKey]] | None = None,
    ) -> Self:
        keys = {key_id(key.public_key()): key for key in (*former, current)}
        return cls(current, keys, beside)

    @property
    def public_pem(self) -> str:
        """What a kiosk needs to seal: SubjectPublicKeyInfo in PEM form."""
        spki = PublicFormat.SubjectPublicKeyInfo
        return self.current.public_key().public_bytes(Encoding.PEM, spki).decode("ascii")

    def find(self, id_: str) -> X25519PrivateKey | None:
        """None where it is nowhere."""
        if id_ not in self.by_id and self.beside is not None:
            self.by_id.update(self.beside())
        return self.by_id.get(id_)

    def open(self, item: Item) -> bytes:
        """The body. Raises KeyUnknown and SealBroken."""
        private = self.find(item.header.key_id)
        if private is None:
            raise KeyUnknown
        return unseal(item.sealed, item.header, private)


def new_private_pem() -> bytes:
    key = X25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def private_key(pem: bytes) -> X25519PrivateKey:
    """Raises ValueError where it is no unencrypted private key of X25519 in PEM form."""
    try:
        key = load_pem_private_key(pem, password=None)
    except (TypeError, ValueError):
        key = None
    if not isinstance(key, X25519PrivateKey):
        raise ValueError("no X25519 private key in PEM form") from None
    return key
