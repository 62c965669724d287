"""Which device tokens were right a moment ago: no proof, only whom a limit is not to hold up."""

import threading
from collections import OrderedDict
from collections.abc import Iterable

from central.crypto.keys import fingerprint

_MAX_TOKENS = 10_000


class KnownTokens:
    """Fingerprints alone; the one unused for longest is forgotten first. Safe between threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def holds(self, token: str) -> bool:
        with self._lock:
            return fingerprint(token) in self._known

    def begin(self, fingerprints: Iterable[str]) -> None:
        """What the store knows, so that nobody is a stranger for central having just started."""
        with self._lock:
            for known in fingerprints:
                self._add(known)

    def remember(self, token: str) -> None:
        known = fingerprint(token)
        with self._lock:
            self._add(known)

    def forget(self, token: str) -> None:
        with self._lock:
            self._known.pop(fingerprint(token), None)

    def _add(self, known: str) -> None:
        self._known[known] = None
        self._known.move_to_end(known)
        while len(self._known) > _MAX_TOKENS:
            self._known.popitem(last=False)
