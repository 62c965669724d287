"""Dates as people in France write them, and the days from one to another."""

from dataclasses import dataclass
from datetime import date


def day_text(day: date) -> str:
    """``22/11/2026``."""
    return f"{day:%d/%m/%Y}"


def card_date_text(birth_date: str) -> str:
    """A card's AAAAMMJJ as ``JJ/MM/AAAA``, digit for digit: it may be a lunar date, no real day."""
    return f"{birth_date[6:8]}/{birth_date[4:6]}/{birth_date[:4]}"


@dataclass(frozen=True, slots=True)
class Period:
    """Both days included."""

    start: date
    end: date

    @property
    def args(self) -> dict[str, str]:
        """For a message that says ``{start}`` and ``{end}``."""
        return {"start": day_text(self.start), "end": day_text(self.end)}
