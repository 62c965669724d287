"""How the card reader is: an outage that lasts or comes again is a fault, a blip is none."""

from collections.abc import Mapping

from kiosk.domain.card import (
    AccessDenied,
    ReaderAbsent,
    ReaderLoss,
    ReaderUnavailable,
    ServiceAbsent,
)
from kiosk.hardware.status import Device, DeviceHealth, Health

BLIP_S = 1.5
"""Some readers do not answer for a second every few weeks, and nobody needs to come for that."""
AGAIN_WITHIN_S = 600.0
"""A second blip so soon after the first is the sign of a bad cable or of a dying reader."""
STEADY_AFTER_S = 10.0
"""A reader that comes and goes is well again after so long in sight."""

LOSSES: Mapping[str, ReaderLoss] = {
    "reader_absent": ReaderAbsent(),
    "reader_unavailable": ReaderUnavailable(),
    "service_absent": ServiceAbsent(),
    "access_denied": AccessDenied(),
}
"""Every loss by the reason that health gives for it."""
_REASONS = {loss: reason for reason, loss in LOSSES.items()}


class ReaderHealth:
    """Times are seconds on one monotonic scale. Belongs to whoever holds its owner's lock."""

    def __init__(self) -> None:
        self._verdict = _of(Health.UNKNOWN, "starting")
        self._loss: ReaderLoss | None = None
        self._seen = self._stuck = self._shaky = False
        self._last_blip_at: float | None = None
        self._due_at = 0.0
        """When the loss is a fault, or the reader that is back is well."""

    def lost(self, loss: ReaderLoss, now: float) -> None:
        blinks = isinstance(loss, ReaderUnavailable)
        if blinks and isinstance(self._loss, ReaderUnavailable):
            return
        self._due_at = now
        if blinks:
            last, self._last_blip_at = self._last_blip_at, now
            self._shaky = last is not None and now - last < AGAIN_WITHIN_S
            if not self._shaky and self._verdict.health is not Health.FAILED:
                self._due_at = now + BLIP_S
        self._loss = loss

    def ready(self, now: float) -> None:
        """The reader is in sight."""
        if self._loss is not None:
            self._due_at = now + STEADY_AFTER_S if self._shaky else now
        self._seen, self._loss = True, None

    def stuck(self) -> None:
        """For good: nobody looks after the reader any more."""
        self._stuck = True

    def at(self, now: float) -> DeviceHealth:
        if self._stuck:
            self._verdict = _of(Health.FAILED, "reader_stuck")
        elif now >= self._due_at:
            if self._loss is not None:
                self._verdict = _of(Health.FAILED, _REASONS[self._loss])
            elif self._seen:
                self._verdict = _of(Health.OK, None)
        return self._verdict

    def next_change_s(self, now: float) -> float | None:
        """Seconds until ``at`` says something else by itself."""
        return self._due_at - now if self._due_at > now else None


def _of(health: Health, reason: str | None) -> DeviceHealth:
    return DeviceHealth(Device.CARD_READER, health, reason)
