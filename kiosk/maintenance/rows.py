"""What the pages of several tools say in the same way."""

from collections.abc import Iterable

from kiosk.domain.maintenance.tool import CheckRow, NotSeen, Seen
from shared_runtime.messages.message import Message, message
from wire.staff_calls.looks import HEALTH


def unseen(why: NotSeen) -> tuple[Message, ...]:
    """The lines of a page that has nothing to show, or has it no longer."""
    return (message("tool.not_yet" if why is NotSeen.YET else "tool.away"),)


def checks_of(seen: Seen, parts: Iterable[str]) -> tuple[tuple[CheckRow, ...], tuple[Message, ...]]:
    """The checks of these parts, in the order in which they are told; and what is to be said where
    there are none."""
    health = seen.of(HEALTH)
    if isinstance(health, NotSeen):
        return (), unseen(health)
    wanted = frozenset(parts)
    return tuple(CheckRow(check) for check in health.checks if check.name in wanted), ()
