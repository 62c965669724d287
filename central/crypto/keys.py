"""Keyed digests and seals: how central remembers a person without holding who it is."""

import hashlib
import hmac
import struct
from typing import Literal, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

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
    "admin-form-token",
    "admin-totp",
    "admin-form",
    "admin-oidc",
]
OwnSeal = Literal["session-reference", "body", "admin-totp", "admin-form", "admin-oidc"]
_NONCE_BYTES = 12


class Keys:
    """One key for each purpose, derived from the server key, so that no digest fits elsewhere."""

    def __init__(self, server_key: bytes) -> None:
        """Raises ValueError when the key is shorter than 32 bytes."""
        if len(server_key) < 32:
            raise ValueError("the server key needs at least 32 bytes")
        self._server_key = server_key

    def digest(self, purpose: Purpose, *fields: str) -> str:
        """HMAC-SHA256 of the fields in hex; each is preceded by its length, so none can slide."""
        return _keyed(self._derived(purpose), fields)

    @property
    def check_key(self) -> "CheckKey":
        """The key of the check alone: whoever has it finds no other."""
        return CheckKey(self._derived("subject"))

    def seal(self, chance: Chance, token: str, context: str, plain: bytes) -> bytes:
        """AES-256-GCM under a key that takes the server key and the bearer's token to make."""
        return _sealed(self._cipher("seal", token), chance, context, plain)

    def unseal(self, token: str, context: str, sealed: bytes) -> bytes:
        """The plain bytes; raises SealBroken."""
        return _unsealed(self._cipher("seal", token), context, sealed)

    def seal_alone(self, chance: Chance, purpose: OwnSeal, context: str, plain: bytes) -> bytes:
        """The same under a key that takes the server key alone to make."""
        return _sealed(self._cipher(purpose), chance, context, plain)

    def unseal_alone(self, purpose: OwnSeal, context: str, sealed: bytes) -> bytes:
        """The plain bytes; raises SealBroken."""
        return _unsealed(self._cipher(purpose), context, sealed)

    def _derived(self, purpose: Purpose) -> bytes:
        return hmac.digest(self._server_key, purpose.encode("ascii"), hashlib.sha256)

    def _cipher(self, purpose: Purpose, *fields: str) -> AESGCM:
        return AESGCM(bytes.fromhex(self.digest(purpose, *fields)))


class CheckKey:
    """What the public page needs of the server key: it makes the digests that a paper is compared
    by, and nothing else of central's."""

    def __init__(self, key: bytes) -> None:
        """Raises ValueError where these are not the bytes of such a key."""
        if len(key) != hashlib.sha256().digest_size:
            raise ValueError("no key of the check")
        self._key = key

    @classmethod
    def of_text(cls, text: bytes) -> Self:
        """From the form in which ``central check-key`` prints it. Raises ValueError."""
        try:
            return cls(bytes.fromhex(text.decode("ascii").strip()))
        except ValueError:
            raise ValueError("no key of the check; `central check-key` prints it") from None

    @property
    def text(self) -> str:
        return self._key.hex()

    def subject(self, code: str, name: str, birth_date: str) -> str:
        """The digest under which a paper is known."""
        return _keyed(self._key, (code, name, birth_date))

    def counted(self, *fields: str) -> str:
        """The digest under which a check is counted."""
        return _keyed(hmac.digest(self._key, b"counted", hashlib.sha256), fields)


def _keyed(key: bytes, fields: tuple[str, ...]) -> str:
    message = bytearray()
    for field in fields:
        data = field.encode("utf-8")
        message += struct.pack(">I", len(data)) + data
    return hmac.digest(key, bytes(message), hashlib.sha256).hex()


def _sealed(cipher: AESGCM, chance: Chance, context: str, plain: bytes) -> bytes:
    nonce = chance.bytes(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, context.encode("utf-8"))


def _unsealed(cipher: AESGCM, context: str, sealed: bytes) -> bytes:
    nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
    try:
        return cipher.decrypt(nonce, body, context.encode("utf-8"))
    except (InvalidTag, ValueError):
        raise SealBroken from None


def same(left: str, right: str) -> bool:
    """Equality in constant time."""
    return hmac.compare_digest(left.encode("utf-8"), right.encode("utf-8"))


def fingerprint(token: str) -> str:
    """SHA-256 of a random token: all that the store keeps of it."""
    return hashlib.sha256(token.encode("utf-8")).hexdigest()
