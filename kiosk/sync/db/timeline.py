"""How much time has passed for certain, whatever the wall clock says.

Within a boot the uptime tells. Across boots central's time does: once it was learned in a boot, the
whole boot has its place. A boot in which central was never met counts as if it had begun when
central was next met: never more age than is known.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

DRIFT_S = 60.0
"""Central's time is taken anew where it differs by more from what this boot reckons."""


@dataclass(frozen=True, slots=True)
class Boot:
    """``began_at``: central's time at uptime 0; ``met_at_s``: uptime when central was first met."""

    id: UUID
    began_at: datetime | None = None
    met_at_s: float = 0.0

    @property
    def met_at(self) -> datetime | None:
        if self.began_at is None:
            return None
        return self.began_at + timedelta(seconds=self.met_at_s)


@dataclass(frozen=True, slots=True)
class Timeline:
    """``boots`` in the order they were; the last is the one that runs."""

    boots: tuple[Boot, ...]

    @property
    def current(self) -> Boot:
        return self.boots[-1]

    def witnessed(self, server_time: datetime, uptime_s: float) -> "Timeline":
        """Itself, when central's time tells nothing new."""
        here = self.current
        began = server_time - timedelta(seconds=uptime_s)
        if here.began_at is None:
            here = replace(here, began_at=began, met_at_s=uptime_s)
        elif abs((began - here.began_at).total_seconds()) > DRIFT_S:
            here = replace(here, began_at=began)
        else:
            return self
        return Timeline((*self.boots[:-1], here))

    def reach(self, uptime_s: float) -> Mapping[UUID, float]:
        """For each boot the uptime that lies behind us for certain, perhaps beyond its end:
        whatever was due in it by then is due. Boots of which nothing is known are not in it."""
        reach: dict[UUID, float] = {}
        now = self._now_at_least(uptime_s)
        met_next: datetime | None = None
        for boot in reversed(self.boots):
            began = boot.began_at or met_next
            met_next = boot.met_at or met_next
            if boot is self.current:
                reach[boot.id] = uptime_s
            elif began is not None and now is not None:
                reach[boot.id] = (now - began).total_seconds()
        return reach

    def _now_at_least(self, uptime_s: float) -> datetime | None:
        if self.current.began_at is not None:
            return self.current.began_at + timedelta(seconds=uptime_s)
        met = [boot.met_at for boot in self.boots if boot.met_at is not None]
        return met[-1] + timedelta(seconds=uptime_s) if met else None
