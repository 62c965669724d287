"""The one place that reads clocks; everything else is given a Clock."""

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


class Clock(Protocol):
    def now(self) -> datetime:
        """Wall time, aware, UTC. It may jump."""
        ...

    def monotonic(self) -> float:
        """Seconds that only grow, for deadlines and durations."""
        ...


class BootClock(Clock, Protocol):
    """A clock that also tells apart the boots of the machine, for ages that outlive a process."""

    def boot(self) -> UUID:
        """Random id of this boot."""
        ...

    def uptime(self) -> float:
        """Seconds since this boot, also those the machine slept."""
        ...


class SystemClock:
    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()

    def boot(self) -> UUID:
        return UUID(_BOOT_ID.read_text(encoding="ascii").strip())

    def uptime(self) -> float:
        return time.clock_gettime(time.CLOCK_BOOTTIME)
