"""Staff at the kiosk as kiosk-sync knows them: one stay at a time, in memory only."""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from shared_runtime.clock import Clock
from wire.configuration import StaffRole, StaffVerifier
from wire.staff import WayIn

STAY_SILENCE_S = 300.0
"""kiosk-ui ends a stay after two minutes without a touch; five without a call mean it is stuck."""
LEFT_KNOWN = 64
"""Attempts that are remembered as given up; each is judged within seconds, or never."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Stay:
    """``id``: of the attempt that let them in; ``verifier``: what they were let in by."""

    id: UUID
    verifier: StaffVerifier
    by: WayIn

    @property
    def staff(self) -> str:
        return self.verifier.staff

    @property
    def role(self) -> StaffRole:
        return self.verifier.role

    def may(self, role: StaffRole) -> bool:
        """Technicians may do what agents may."""
        return role in ("agent", self.role)


class CurrentStay:
    """Used from the one event loop. ``told``: who is staff now, as the configuration says."""

    def __init__(self, clock: Clock, told: Callable[[], Sequence[StaffVerifier]]) -> None:
        self._clock, self._told = clock, told
        self._stay: Stay | None = None
        self._last_call = clock.monotonic()
        self._left: deque[UUID] = deque(maxlen=LEFT_KNOWN)

    def begin(self, stay: Stay) -> bool:
        """Ends the one before. False of one that was left before it began: nobody is there."""
        if stay.id in self._left:
            return False
        self.end("another_sign_in")
        log.info("staff_stay_begun", role=stay.role)
        self._stay = stay
        self._last_call = self._clock.monotonic()
        return True

    def find(self, stay: UUID) -> Stay | None:
        """The one of that id, where it is not over; it was heard of now."""
        self.sweep()
        found = self._stay
        if found is None or found.id != stay:
            return None
        self._last_call = self._clock.monotonic()
        return found

    def leave(self, stay: UUID) -> None:
        """Ends that one and no other, also where the PIN that would begin it is still looked at."""
        self._left.append(stay)
        if self._stay is not None and self._stay.id == stay:
            self.end("left")

    def end(self, reason: str) -> None:
        """Nothing where there is none. ``reason`` is a stable word for the log."""
        if self._stay is not None:
            self._stay = None
            log.info("staff_stay_ended", reason=reason)

    def sweep(self) -> None:
        """Ends a stay that kiosk-ui has been silent about for ``STAY_SILENCE_S`` seconds, and that
        of somebody who would no more be let in by the same badge, PIN and second factor, or in
        another role."""
        if self._clock.monotonic() - self._last_call >= STAY_SILENCE_S:
            self.end("silence")
        if self._stay is not None and self._stay.verifier not in self._told():
            self.end("staff_no_more")
