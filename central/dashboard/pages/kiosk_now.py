"""How a kiosk is now, as its page tells it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from central.dashboard.words import Words
from central.fleet.status import KioskStatus
from wire.health import CheckState, HealthCheck

_FROM_WORST = (
    CheckState.FAILED,
    CheckState.UNKNOWN,
    CheckState.WARNING,
    CheckState.OK,
    CheckState.NOT_FITTED,
)


@dataclass(frozen=True, slots=True)
class ReadCheck:
    """A check as the page tells it."""

    check: HealthCheck
    part: str
    means: str
    mend: str


def read_checks(status: KioskStatus | None, words: Words) -> list[ReadCheck]:
    """The worst first, else as the kiosk told them."""
    if status is None or status.report is None:
        return []
    found = sorted(status.report.checks, key=lambda each: _FROM_WORST.index(each.state))
    said = ((each, words.check(each)) for each in found)
    return [ReadCheck(each, words.part(each.name), text.means, text.mend) for each, text in said]


def measures(status: KioskStatus | None, words: Words) -> list[tuple[str, str]]:
    if status is None or status.report is None:
        return []
    told = status.report.measures
    found = [
        ("queue_waiting", _number(told.queue_waiting, words)),
        (
            "queue_oldest",
            words.span(timedelta(seconds=told.queue_oldest_s)) if told.queue_oldest_s else None,
        ),
        ("disk_free", _number(told.disk_free_mb, words, "measure.megabytes")),
        ("memory_free", _number(told.memory_free_mb, words, "measure.megabytes")),
        ("temperature", _number(told.temperature_c, words, "measure.celsius")),
    ]
    return [(words.say(f"measure.{name}"), text) for name, text in found if text is not None]


def _number(value: int | None, words: Words, key: str | None = None) -> str | None:
    if value is None:
        return None
    return words.number(value) if key is None else words.say(key, number=words.number(value))


def versions(status: KioskStatus | None) -> list[tuple[str, str]]:
    return [] if status is None or status.report is None else sorted(status.report.versions.items())


def started_at(status: KioskStatus | None) -> datetime | None:
    return None if status is None else status.heard_at - timedelta(seconds=status.uptime_s)
