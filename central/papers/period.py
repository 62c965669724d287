"""The days that a paper tells of."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class PaperPeriod:
    """Both days included. Raises ValueError when it ends before it begins."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError("a period that ends before it begins")


def first_of_history(on: date, months: int) -> date:
    """The first day of the month that lies ``months`` before that of ``on``."""
    year, month = divmod(on.year * 12 + on.month - 1 - months, 12)
    return date(year, month + 1, 1)
