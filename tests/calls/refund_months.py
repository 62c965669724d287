"""Answers to the question for months with refunds: 28 months with some, and 28 without any."""

from collections.abc import Sequence
from datetime import date

from kiosk.domain.identity import Holder
from wire.calls.refunds import MonthCount, RefundMonths

TODAY = date(2026, 11, 22)
FIRSTS = tuple(date(2024 + (7 + at) // 12, (7 + at) % 12 + 1, 1) for at in range(28))
"""August 2024 to November 2026."""


def months(lines: int = 2, **more: object) -> RefundMonths:
    """As many lines in each month."""
    told = {"until": TODAY, "most_months": 12, "most_lines": 200} | more
    return RefundMonths(tuple(MonthCount(first, lines) for first in FIRSTS), **told)  # type: ignore[arg-type]


def answers(_person: Holder) -> Sequence[RefundMonths]:
    return (months(), months(lines=0))
