"""When those come back that could not be taken now: one after the other, not together."""

import math

from shared_runtime.clock import Clock

SOONEST_S, LATEST_S = 5.0, 120.0
A_SECOND = 100.0
"""Half of what a worker answers on half a core, so that who was not refused has room beside them.
"""


class RetrySchedule:
    """Gives each who is refused a moment of their own. So how long a fleet that lost central at
    once takes to come back follows from its size, and nobody has to know that size: each worker
    sees how many it has turned away. Used from one thread."""

    def __init__(self, clock: Clock) -> None:
        self._clock, self._last = clock, -math.inf

    def wait_s(self) -> int:
        """For the next one, in whole seconds. Where all moments of the next two minutes are given,
        they are given once more: who floods a server sends nobody away for hours."""
        now = self._clock.monotonic()
        soonest = now + SOONEST_S
        self._last = max(soonest, self._last + 1 / A_SECOND)
        if self._last > now + LATEST_S:
            self._last = soonest
        return math.ceil(self._last - now)
