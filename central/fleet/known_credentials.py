"""Which credentials were right a moment ago: no proof, only whom a limit is not to hold up."""

import threading
from collections import OrderedDict
from collections.abc import Iterable

_MAX_CREDENTIALS = 100_000
"""More than there are kiosks in a country; some 20 MB."""


class KnownCredentials:
    """Digests alone; the one unused for longest is forgotten first. Safe between threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    def holds(self, digest: str) -> bool:
        with self._lock:
            return digest in self._known

    def begin(self, digests: Iterable[str]) -> None:
        """What the store knows, so that nobody is a stranger for central having just started."""
        with self._lock:
            for known in digests:
                self._add(known)

    def remember(self, digest: str) -> None:
        with self._lock:
            self._add(digest)

    def forget(self, digest: str) -> None:
        with self._lock:
            self._known.pop(digest, None)

    def _add(self, known: str) -> None:
        self._known[known] = None
        self._known.move_to_end(known)
        while len(self._known) > _MAX_CREDENTIALS:
            self._known.popitem(last=False)
