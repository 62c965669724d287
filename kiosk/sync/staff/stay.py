"""Staff at the kiosk as kiosk-sync knows them: one stay at a time, in memory only."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

import structlog

from shared_runtime.clock import Clock
from wire.configuration import StaffRole, StaffVerifier
from wire.staff import WayIn

STAY_SILENCE_S = 300.0
"""kiosk-ui ends a stay after two minutes without a touch; five without a call mean it is stuck."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Stay:
    """``id``: of the attempt that let them in."""

    id: UUID
    staff: str
    role: StaffRole
    by: WayIn

    def may(self, role: StaffRole) -> bool:
        """Technicians may do what agents may."""
        return role in ("agent", self.role)


class CurrentStay:
    """Used from the one event loop. ``told``: who is staff now, as the configuration says."""

    def __init__(self, clock: Clock, told: Callable[[], Sequence[StaffVerifier]]) -> None:
        self._clock, self._told = clock, told
        self._stay: Stay | None = None
        self._last_call = clock.monotonic()

    def begin(self, stay: Stay) -> None:
        """Ends the one before. The same sign-in said again goes on with its own."""
        if stay != self._stay:
            self.end("another_sign_in")
            log.info("staff_stay_begun", role=stay.role)
        self._stay = stay
        self._last_call = self._clock.monotonic()

    def find(self, stay: UUID) -> Stay | None:
        """The one of that id, where it is not over; it was heard of now."""
        self.sweep()
        if self._stay is not None and not self._is_staff(self._stay):
            self.end("staff_no_more")
        found = self._stay
        if found is None or found.id != stay:
            return None
        self._last_call = self._clock.monotonic()
        return found

    def _is_staff(self, stay: Stay) -> bool:
        return any((each.staff, each.role) == (stay.staff, stay.role) for each in self._told())

    def end(self, reason: str) -> None:
        """Nothing where there is none. ``reason`` is a stable word for the log."""
        if self._stay is not None:
            self._stay = None
            log.info("staff_stay_ended", reason=reason)

    def sweep(self) -> None:
        """Ends a stay that kiosk-ui has been silent about for ``STAY_SILENCE_S`` seconds."""
        if self._clock.monotonic() - self._last_call >= STAY_SILENCE_S:
            self.end("silence")
