"""Judges what kiosk-sync knows: its queue, its link, the machine, and whether the screen lives."""

from datetime import datetime
from typing import assert_never

from kiosk.sync.health.probes import MachineSeen
from wire.actions import QueueSummary
from wire.health import HealthCheck, HealthCode, Part, check_of
from wire.status import LinkState

_MB = 1_000_000
QUEUE_OLD_S = 4 * 3_600.0
"""A line that is cut is mended within half a day; what waits longer, somebody should look at."""
DISK_LOW_BYTES, DISK_FULL_BYTES = 500 * _MB, 50 * _MB
"""The queue takes 256 MB at most, and the same once more where its file is rebuilt."""
MEMORY_LOW_BYTES = 150 * _MB
"""Both processes have some 250; below this the next paper makes the machine stumble."""
TEMPERATURE_HIGH_C = 85
"""Small PCs slow down from 90 to 100 °C on."""


def queue(summary: QueueSummary | None, now: datetime) -> HealthCheck:
    """``summary``: None where the disk did not answer in time."""
    if summary is None:
        return check_of(Part.QUEUE, HealthCode.QUEUE_UNSEEN)
    if not summary.accepting:
        return check_of(Part.QUEUE, HealthCode.QUEUE_FULL)
    waiting = waiting_in(summary)
    if not waiting:
        return check_of(Part.QUEUE, HealthCode.QUEUE_EMPTY)
    age_s = oldest_s(summary, now)
    if age_s >= QUEUE_OLD_S:
        args = {"number": waiting, "hours": int(age_s // 3_600)}
        return check_of(Part.QUEUE, HealthCode.QUEUE_OLD, args)
    return check_of(Part.QUEUE, HealthCode.QUEUE_WAITS, {"number": waiting})


def waiting_in(summary: QueueSummary) -> int:
    return summary.ready + summary.in_flight


def oldest_s(summary: QueueSummary, now: datetime) -> float:
    """Seconds; a clock that was set back makes nobody wait for less than none."""
    since = summary.oldest_waiting_at
    return 0.0 if since is None else max(0.0, (now - since).total_seconds())


def central(link: LinkState) -> HealthCheck:
    return check_of(Part.CENTRAL, _LINK[link])


_LINK: dict[LinkState, HealthCode] = {
    "unknown": HealthCode.CENTRAL_NOT_ASKED_YET,
    "online": HealthCode.CENTRAL_REACHED,
    "offline": HealthCode.CENTRAL_AWAY,
    "degraded": HealthCode.CENTRAL_DEGRADED,
    "clock_wrong": HealthCode.CENTRAL_BEHIND_CLOCK,
}


def clock(link: LinkState, now: datetime) -> HealthCheck:
    """It has been compared with central's when the link is judged, and only then."""
    told = {"now": now.strftime("%Y-%m-%d %H:%M UTC")}
    match link:
        case "clock_wrong":
            return check_of(Part.CLOCK, HealthCode.CLOCK_DIFFERS, told)
        case "online" | "degraded":
            return check_of(Part.CLOCK, HealthCode.CLOCK_AGREES, told)
        case "offline" | "unknown":
            return check_of(Part.CLOCK, HealthCode.CLOCK_UNKNOWN, told)
        case _:
            assert_never(link)


def machine(seen: MachineSeen, state_folder: str) -> tuple[HealthCheck, ...]:
    return (
        _disk(seen.disk_free_bytes, state_folder),
        _memory(seen.memory_free_bytes),
        _temperature(seen.temperature_c),
    )


def screen(*, alive: bool) -> HealthCheck:
    return check_of(Part.SCREEN, HealthCode.SCREEN_RUNS if alive else HealthCode.SCREEN_SILENT)


def _disk(free: int | None, path: str) -> HealthCheck:
    if free is None:
        return check_of(Part.STATE, HealthCode.DISK_UNSEEN, {"path": path, "why": "statvfs"})
    args: dict[str, str | int] = {
        "path": path,
        "free_mb": free // _MB,
        "low_mb": DISK_LOW_BYTES // _MB,
    }
    if free < DISK_FULL_BYTES:
        return check_of(Part.STATE, HealthCode.DISK_FULL, args)
    low = free < DISK_LOW_BYTES
    return check_of(Part.STATE, HealthCode.DISK_LOW if low else HealthCode.DISK_ROOMY, args)


def _memory(free: int | None) -> HealthCheck:
    if free is None:
        return check_of(Part.MEMORY, HealthCode.MEMORY_UNSEEN)
    low = free < MEMORY_LOW_BYTES
    code = HealthCode.MEMORY_LOW if low else HealthCode.MEMORY_ROOMY
    return check_of(Part.MEMORY, code, {"free_mb": free // _MB})


def _temperature(celsius: int | None) -> HealthCheck:
    if celsius is None:
        return check_of(Part.TEMPERATURE, HealthCode.TEMPERATURE_NOT_FITTED)
    high = celsius >= TEMPERATURE_HIGH_C
    code = HealthCode.TEMPERATURE_HIGH if high else HealthCode.TEMPERATURE_NORMAL
    return check_of(Part.TEMPERATURE, code, {"celsius": celsius})
