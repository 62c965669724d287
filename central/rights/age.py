"""Ages from the birth dates of cards, which may be lunar or incomplete."""

from datetime import date

AUTONOMY_YEARS = 16
"""From this birthday on a person has their own card and account; parents no longer see them."""


def earliest_birth(birth_date: str) -> date | None:
    """The first day on which somebody with this AAAAMMJJ can be born.

    A month or day that is no calendar month or day (00, 20 to 42, 50 to 99: unknown or incomplete
    civil status) leaves the year, or the month, open. ``None`` when not even the year stands.
    """
    year, month, day = int(birth_date[:4]), int(birth_date[4:6]), int(birth_date[6:])
    if year == 0:
        return None
    if not 1 <= month <= 12:
        return date(year, 1, 1)
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, 1)


def is_under_autonomy(birth_date: str, today: date) -> bool:
    """Whether the person is under 16 beyond doubt.

    The doubt protects the young person: whoever could be 16 already is not shown to a parent.
    """
    born = earliest_birth(birth_date)
    if born is None:
        return False
    return today < anniversary(born, AUTONOMY_YEARS)


def anniversary(day: date, years: int) -> date:
    """The same day so many years later; 29 February falls on the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
