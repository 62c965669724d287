"""Which credentials were right a moment ago, and of which kiosk: no proof, only whom a limit is not
to hold up and whose body may be read ahead."""

import threading
from collections import OrderedDict
from collections.abc import Iterable

from central.fleet.kiosks import Credential

_MAX_CREDENTIALS = 100_000
"""More than there are kiosks in a country; some 20 MB."""


class KnownCredentials:
    """By digests alone; the one unused for longest is forgotten first. Safe between threads."""

    def __init__(self) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def kiosk(self, credential: Credential) -> str | None:
        with self._lock:
            return self._known.get(credential.digest)

    def begin(self, kiosks: Iterable[tuple[str, str]]) -> None:
        """What the store knows, digest and id, so that nobody is a stranger for central having just
        started."""
        with self._lock:
            for digest, kiosk in kiosks:
                self._add(digest, kiosk)

    def remember(self, credential: Credential, kiosk: str) -> None:
        with self._lock:
            self._add(credential.digest, kiosk)

    def forget(self, credential: Credential) -> None:
        with self._lock:
            self._known.pop(credential.digest, None)

    def _add(self, digest: str, kiosk: str) -> None:
        self._known[digest] = kiosk
        self._known.move_to_end(digest)
        while len(self._known) > _MAX_CREDENTIALS:
            self._known.popitem(last=False)
