"""Locks after wrong codes: each ends by itself, and the next one in a row lasts twice as long."""

from datetime import datetime, timedelta
from uuid import UUID

from central.store.models import FailureCount

_FIRST = timedelta(minutes=15)
LONGEST = timedelta(hours=24)
FORGET_AFTER = timedelta(days=7)
"""Without a wrong code for so long, the next lock is a first one again."""


def is_locked(count: FailureCount, now: datetime) -> bool:
    return count.locked_until is not None and now < count.locked_until


def note_failure(count: FailureCount, limit: int, by: UUID, now: datetime) -> int:
    """Counts one failure of ``limit``; returns how many are left before the lock, 0 when this one
    made it."""
    if count.locked_until is not None and count.locked_until <= now - FORGET_AFTER:
        count.locks = 0
    count.failures += 1
    if count.failures < limit:
        return limit - count.failures
    count.failures = 0
    count.locks += 1
    count.locked_until = now + lock_span(count.locks)
    count.locked_by = by
    return 0


def lock_span(nth: int) -> timedelta:
    """How long the nth lock in a row lasts."""
    return LONGEST if nth > 8 else min(LONGEST, _FIRST * 2 ** (nth - 1))
