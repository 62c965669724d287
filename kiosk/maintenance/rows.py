"""Rows that several tools have in common."""

from collections.abc import Iterable

from kiosk.domain.maintenance.tool import CheckRow, NotSeen, Seen
from wire.staff_calls.looks import HEALTH


def checks_of(seen: Seen, parts: Iterable[str]) -> tuple[CheckRow, ...]:
    """The checks of these parts, in the order in which they are told; none before they are."""
    health = seen.of(HEALTH)
    wanted = frozenset(parts)
    if isinstance(health, NotSeen):
        return ()
    return tuple(CheckRow(check) for check in health.checks if check.name in wanted)
