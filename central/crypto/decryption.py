"""The caisse's private keys, and opening with them what kiosks have sealed."""

from collections.abc import Mapping
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
    """The key that kiosks seal for now, and former ones for what still lies in their queues."""

    current: X25519PrivateKey
    by_id: Mapping[str, X25519PrivateKey]

    @classmethod
    def of(cls, current: X25519PrivateKey, *former: X25519PrivateKey) -> Self:
        return cls(current, {key_id(key.public_key()): key for key in (*former, current)})

    @property
    def public_pem(self) -> str:
        """What a kiosk needs to seal: SubjectPublicKeyInfo in PEM form."""
        spki = PublicFormat.SubjectPublicKeyInfo
        return self.current.public_key().public_bytes(Encoding.PEM, spki).decode("ascii")

    def open(self, item: Item) -> bytes:
        """The body. Raises KeyUnknown and SealBroken."""
        private = self.by_id.get(item.header.key_id)
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
