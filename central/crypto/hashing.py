"""Personal codes as argon2id hashes (RFC 9106), with a bound on how many are worked out at once.

Four digits are tried out in minutes, whatever a hash costs: so what is hashed is the code's digest
under the server key, and a copy of the store alone gives no code away. The digest is of one length:
a hash takes as long for letters as for digits, and for a long code as for a short one.
"""

import threading
from dataclasses import dataclass

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerificationError

from central.crypto.digests import ID_DIGITS, DigestKey
from central.crypto.keys import Keys

_AT_ONCE = 4
"""Each hash takes ``memory_kib`` of memory: this many kiosks may ask in the same instant."""


@dataclass(frozen=True, slots=True)
class HashCost:
    """Defaults: the second recommendation of RFC 9106, section 4."""

    time: int = 3
    memory_kib: int = 65_536
    lanes: int = 4


class CodeHasher:
    """Blocks its thread while it works: call it from a worker, never from the event loop."""

    def __init__(self, cost: HashCost, keys: Keys) -> None:
        self._keys = keys
        self._hasher = PasswordHasher(cost.time, cost.memory_kib, cost.lanes, type=Type.ID)
        self._slots = threading.BoundedSemaphore(_AT_ONCE)
        self._nobody: str | None = None

    def hash(self, code: str) -> str:
        """Of ``code`` as it is: nothing is trimmed or folded in it."""
        key = self._keys.current("code")
        with self._slots:
            hashed = self._hasher.hash(key.digest((code,)))
        return f"{key.id}.{hashed}" if key.is_named else hashed

    def verify(self, code_hash: str | None, code: str) -> bool:
        """Whether the code is right. Without a hash it takes as long, and is wrong. Raises
        ServerKeyUnknown."""
        if code_hash is None:
            self._matches(self._nobodys(), code)
            return False
        return self._matches(code_hash, code)

    def _matches(self, code_hash: str, code: str) -> bool:
        key = self._key_of(code_hash)
        bare = code_hash[ID_DIGITS + 1 :] if key.is_named else code_hash
        with self._slots:
            try:
                return self._hasher.verify(bare, key.digest((code,)))
            except VerificationError:
                return False

    def turned(self, code_hash: str | None, code: str) -> str | None:
        """The hash to keep instead, of a code that was right under a former key; else None."""
        if code_hash is None or not self._key_of(code_hash).is_former:
            return None
        return self.hash(code)

    def _key_of(self, code_hash: str) -> DigestKey:
        return self._keys.key_of("code", code_hash)

    def prepare(self) -> None:
        """Works out the hash of nobody's code, so that the first such try takes no longer."""
        self._nobodys()

    def _nobodys(self) -> str:
        if self._nobody is None:
            self._nobody = self.hash("\0: what no code has in it, so nobody’s")
        return self._nobody
