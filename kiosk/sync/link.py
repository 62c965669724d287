"""What the link to central is worth, judged from health polls and from the citizens' own calls."""

from dataclasses import dataclass
from datetime import timedelta

from kiosk.domain.outcomes import Cause, Unreachable
from shared_runtime.clock import Clock
from wire.capabilities import Capabilities, announced
from wire.status import CentralHealth, LinkState

CLOCK_TOLERANCE = timedelta(minutes=5)
"""Provisional codes live ten minutes and papers carry today's date: more would mislead people."""
CALL_FAILURE_MATTERS_S = 120.0
"""Health answers while real calls fail: believed for two minutes after the last failure, so that
a citizen is warned, then forgotten, so that an idle kiosk does not stay degraded for ever."""


@dataclass(frozen=True, slots=True)
class Poll:
    """One health call: what came of it, and how long it took in seconds."""

    answer: CentralHealth | Unreachable
    elapsed_s: float


class LinkJudge:
    """Keeps the last poll's verdict and the last failure of a real call; no input or output."""

    def __init__(self, clock: Clock, slow_after_s: float) -> None:
        self._clock = clock
        self._slow_after_s = slow_after_s
        self._polled: LinkState = "unknown"
        self._call_failed_at: float | None = None
        self.central: Capabilities | None = None
        """What central can do, as it last said; what it said before it was lost stays."""

    @property
    def state(self) -> LinkState:
        if self._polled == "online" and self._calls_fail():
            return "degraded"
        return self._polled

    def polled(self, poll: Poll) -> None:
        match poll.answer:
            case CentralHealth(server_time=server_time) as health:
                self.central = announced(health.serves, health.takes)
                skew = abs(self._clock.now() - server_time)
                if skew > CLOCK_TOLERANCE:
                    self._polled = "clock_wrong"
                elif poll.elapsed_s > self._slow_after_s:
                    self._polled = "degraded"
                else:
                    self._polled = "online"
            case Unreachable(cause):
                self._polled = _state_after(cause)

    def called(self, failure: Cause | None) -> None:
        """A citizen's call was answered (``None``) or failed. Whether the whole link is gone is for
        the next poll to say."""
        self._call_failed_at = None if failure is None else self._clock.monotonic()

    def _calls_fail(self) -> bool:
        failed_at = self._call_failed_at
        if failed_at is None:
            return False
        return self._clock.monotonic() - failed_at < CALL_FAILURE_MATTERS_S


def _state_after(cause: Cause) -> LinkState:
    match cause:
        case Cause.CLOCK:
            return "clock_wrong"
        case Cause.SERVER:
            return "degraded"
        case _:
            # Somebody else's answers, or central refusing this kiosk, help a citizen no more than
            # a cable that is out.
            return "offline"
