"""Rate limits in memory: so many events a key in a sliding window."""

import math
import threading
from collections import OrderedDict, deque

from shared_runtime.clock import Clock

_MAX_KEYS = 10_000
"""Keys remembered at once; the one unused for longest is forgotten first."""


class RateLimit:
    """At most ``limit`` events a key within ``window_s`` seconds. Safe between threads.

    Each server process counts for itself: what must hold across processes and restarts (failed
    codes, messages sent, how often a kiosk is heard) is counted in the store.
    """

    def __init__(self, clock: Clock, limit: int, window_s: float) -> None:
        self._clock, self._limit, self._window_s = clock, limit, window_s
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait_s(self, key: str) -> int | None:
        """Counts one event. ``None`` when it may go on, else whole seconds until the next may."""
        now = self._clock.monotonic()
        with self._lock:
            times = self._seen.setdefault(key, deque())
            self._seen.move_to_end(key)
            wait_s = self._left_s(times, now)
            if wait_s is None:
                times.append(now)
            while len(self._seen) > _MAX_KEYS:
                self._seen.popitem(last=False)
            return wait_s

    def _left_s(self, times: deque[float], now: float) -> int | None:
        while times and times[0] <= now - self._window_s:
            times.popleft()
        if len(times) < self._limit:
            return None
        return max(1, math.ceil(times[0] + self._window_s - now))
