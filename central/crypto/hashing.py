"""Personal codes as argon2id hashes (RFC 9106), with a bound on how many are worked out at once.

Four digits are tried out in minutes, whatever a hash costs: so what is hashed is the code's digest
under the server key, and a copy of the store alone gives no code away. The digest is of one length:
a hash takes as long for letters as for digits, and for a long code as for a short one.
"""

import threading
from dataclasses import dataclass

from argon2 import PasswordHasher, Type
from argon2.exceptions import VerificationError

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
        with self._slots:
            return self._hasher.hash(self._keyed(code))

    def verify(self, code_hash: str | None, code: str) -> bool:
        """Whether the code is right. Without a hash it takes as long, and is wrong."""
        if code_hash is None:
            self._matches(self._nobodys(), code)
            return False
        return self._matches(code_hash, code)

    def _matches(self, code_hash: str, code: str) -> bool:
        with self._slots:
            try:
                return self._hasher.verify(code_hash, self._keyed(code))
            except VerificationError:
                return False

    def _keyed(self, code: str) -> str:
        return self._keys.digest("code", code)

    def prepare(self) -> None:
        """Works out the hash of nobody's code, so that the first such try takes no longer."""
        self._nobodys()

    def _nobodys(self) -> str:
        if self._nobody is None:
            self._nobody = self.hash("\0: what no code has in it, so nobody’s")
        return self._nobody
