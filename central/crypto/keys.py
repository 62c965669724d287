"""Keyed digests and seals: how central remembers a person without holding who it is.

Each is made by the current server key and says so; what a former or the next one made is read."""

import hashlib
import hmac
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from central.crypto.digests import (
    ID_DIGITS,
    DigestKey,
    DigestKeys,
    Digests,
    Field,
    ServerKeyUnknown,
)
from central.crypto.key_ring import KeyRing, ServerKey
from central.crypto.narrow_keys import AuditKey, CheckKey
from central.runtime.chance import Chance
from wire.sealing import SealBroken

Purpose = Literal[
    "person",
    "subject",
    "content",
    "request",
    "reference",
    "code",
    "provisional",
    "applicant",
    "occasion",
    "audit-person",
    "audit-chain",
    "seal",
    "session-reference",
    "body",
    "counter",
    "place",
    "admin-key",
    "admin-recovery",
    "admin-invitation",
    "admin-form-token",
    "admin-totp",
    "admin-form",
    "admin-oidc",
    "enrolment-code",
]
OwnSeal = Literal[
    "session-reference", "body", "admin-totp", "admin-form", "admin-oidc", "enrolment-code"
]
_NONCE_BYTES = 12

SEAL_MARK = b"key:"
"""Before a seal stands the id of its key; a nonce that is the same by chance is not met."""
_NAME_BYTES = len(SEAL_MARK) + ID_DIGITS + 1
_SEAL_NAME = re.compile(rb"key:[0-9a-f]{8}:")


class Keys:
    """One key for each purpose and server key, so that no digest fits elsewhere."""

    def __init__(self, server_keys: bytes | KeyRing) -> None:
        """A ring, or its one key of before ids. Raises ValueError when that is too short."""
        ring = KeyRing.of_one(server_keys) if isinstance(server_keys, bytes) else server_keys
        self.ring = ring
        self._of: Callable[[Purpose], DigestKeys] = cache(self._derived)

    def digest(self, purpose: Purpose, *fields: Field) -> str:
        """What is written: under the current key."""
        return self._of(purpose).digest(*fields)

    def digests(self, purpose: Purpose, *fields: Field) -> Digests:
        """What is looked for: under each key."""
        return self._of(purpose).digests(*fields)

    def made(self, digest: str, purpose: Purpose, *fields: Field) -> bool:
        """Whether that digest is of these fields. Raises ServerKeyUnknown."""
        return self._of(purpose).made(digest, *fields)

    def current(self, purpose: Purpose) -> DigestKey:
        """The key under which it is written."""
        return self._of(purpose).keys[0]

    def key_of(self, purpose: Purpose, made: str) -> DigestKey:
        """The key whose id stands before what it made. Raises ServerKeyUnknown."""
        return self._of(purpose).key_of(made)

    @property
    def check_key(self) -> CheckKey:
        """The keys of the check alone: whoever has them finds no other."""
        return CheckKey(self._of("subject"))

    @property
    def audit_key(self) -> AuditKey:
        """The keys of the audit alone."""
        return AuditKey(self._of("audit-person"), self._of("audit-chain"))

    def seal(self, chance: Chance, token: str, context: str, plain: bytes) -> bytes:
        """AES-256-GCM under a key that takes the server key and the bearer's token to make."""
        return self._sealed("seal", (token,), chance, context, plain)

    def unseal(self, token: str, context: str, sealed: bytes) -> bytes:
        """The plain bytes; raises SealBroken, ServerKeyUnknown."""
        return self._unsealed("seal", (token,), context, sealed)

    def seal_alone(self, chance: Chance, purpose: OwnSeal, context: str, plain: bytes) -> bytes:
        """The same under a key that takes the server key alone to make."""
        return self._sealed(purpose, (), chance, context, plain)

    def unseal_alone(self, purpose: OwnSeal, context: str, sealed: bytes) -> bytes:
        """The plain bytes; raises SealBroken, ServerKeyUnknown."""
        return self._unsealed(purpose, (), context, sealed)

    def _sealed(
        self, purpose: Purpose, fields: tuple[str, ...], chance: Chance, context: str, plain: bytes
    ) -> bytes:
        key = self.current(purpose)
        return seal_name(self.ring.current) + encrypted(key.mac(fields), chance, context, plain)

    def _unsealed(
        self, purpose: Purpose, fields: tuple[str, ...], context: str, sealed: bytes
    ) -> bytes:
        name = sealed[:_NAME_BYTES]
        for server_key, key in zip(self.ring.keys, self._of(purpose).keys, strict=True):
            if key.is_named and name == seal_name(server_key):
                return decrypted(key.mac(fields), context, sealed[_NAME_BYTES:])
        if _SEAL_NAME.fullmatch(name):
            raise ServerKeyUnknown(name[len(SEAL_MARK) : -1].decode("ascii"))
        for key in self._of(purpose).keys:
            if not key.is_named:
                return decrypted(key.mac(fields), context, sealed)
        raise SealBroken

    def _derived(self, purpose: Purpose) -> DigestKeys:
        return DigestKeys(tuple(self._derived_each(purpose)))

    def _derived_each(self, purpose: Purpose) -> Iterator[DigestKey]:
        for key in self.ring.keys:
            secret = hmac.digest(key.secret, purpose.encode("ascii"), hashlib.sha256)
            is_former = key.state == "former"
            until = key.since if is_former else None
            yield DigestKey(key.id, key.is_named, secret, is_former, until)


def seal_name(key: ServerKey) -> bytes:
    """What stands before a seal of that key."""
    return SEAL_MARK + key.id.encode("ascii") + b":" if key.is_named else b""


def encrypted(key: bytes, chance: Chance, context: str, plain: bytes) -> bytes:
    nonce = chance.bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode("utf-8"))


def decrypted(key: bytes, context: str, sealed: bytes) -> bytes:
    """Raises SealBroken."""
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return AESGCM(key).decrypt(nonce, body, context.encode("utf-8"))
    except (InvalidTag, ValueError):
        raise SealBroken from None


def fingerprint(token: str) -> str:
    """SHA-256 of a random token: all that the store keeps of it."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()
