"""Days, typed as JJMMAAAA, with 00 for a day, or a day and a month, that nobody knows."""

import re
from dataclasses import dataclass
from datetime import date

from kiosk.domain.entry import Clean, Entry, Keypad, Mistake
from shared_runtime.messages.message import message

_LENGTH = 8
_DAY = re.compile(r"[0-9]{8}")


@dataclass(frozen=True, slots=True)
class DayWithin:
    """Takes every day of ``years``, up to ``latest`` where there is one."""

    years: range
    latest: date | None = None

    def __call__(self, typed: str) -> Clean | Mistake:
        if len(typed) < _LENGTH:
            return Mistake.TOO_SHORT
        if not _DAY.fullmatch(typed):
            return Mistake.CHARACTERS
        day, month, year = int(typed[:2]), int(typed[2:4]), int(typed[4:])
        if not (year in self.years and 0 <= month <= 12 and day <= _days(year, month)):
            return Mistake.NO_SUCH_DAY
        text = typed[4:] + typed[2:4] + typed[:2]
        # As texts: what nobody knows is zeros, and so before every day that it may have been.
        if self.latest is not None and text > self.latest.isoformat().replace("-", ""):
            return Mistake.IN_FUTURE
        return Clean(text)


def _days(year: int, month: int) -> int:
    """The last day of the month; 0 of a month that nobody knows: its day is not known either."""
    match month:
        case 0:
            return 0
        case 2:
            return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
        case 4 | 6 | 9 | 11:
            return 30
        case _:
            return 31


def _entry(check: DayWithin) -> Entry:
    return Entry(
        "day",
        _LENGTH,
        Keypad(),
        check,
        pattern=message("entry.date.pattern"),
        groups=(message("entry.date.day"), message("entry.date.month"), message("entry.date.year")),
    )


def past_day(today: date | None, years: range) -> Entry:
    """A day of ``years`` that is not still to come. ``today`` is a flow's (``Here.today``): where
    the clock is wrong there is none, and then no day is refused on the kiosk's word."""
    return _entry(DayWithin(years, today))


BIRTH_DATE = _entry(DayWithin(range(1900, 2101)))
LOSS_DATE = _entry(DayWithin(range(1998, 2101)))
"""Since there are cartes Vitale. Whether a day is still to come is not asked of the kiosk's clock,
which may be wrong: the person confirms the day, and an agent the request."""
