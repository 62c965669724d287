"""How many bodies may be opened: by one admin, and by all, counted in the store."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from central.config.setting_reading import ReadingSettings
from central.store.counters import Counters, Window, WindowCount

_HOUR = Window("readings-an-hour", 3_600)
_DAY = Window("readings-a-day", 86_400)
_ALL = Window("readings-in-all", 3_600)


@dataclass(frozen=True, slots=True)
class ReadingsBeyond:
    """One too many. ``is_of_all``: of all admins together; ``is_first``: in its window."""

    is_of_all: bool
    is_first: bool
    wait_s: int


@dataclass(frozen=True, slots=True)
class ReadingLimits:
    counters: Counters
    settings: ReadingSettings

    def count(self, db: Session, admin: str) -> ReadingsBeyond | None:
        """Counts one, in the transaction of the reading. Of a window that is full the count goes
        on, and the window ends when it would have."""
        settings, counters = self.settings, self.counters
        # In one order everywhere: no two transactions wait for each other in a circle.
        in_hour = counters.add(db, _HOUR, admin)
        in_day = counters.add(db, _DAY, admin)
        own = _beyond(in_day, settings.per_admin_a_day, is_of_all=False) or _beyond(
            in_hour, settings.per_admin_an_hour, is_of_all=False
        )
        if own is not None:
            return own  # what is refused to one takes nothing from the others
        return _beyond(counters.add(db, _ALL), settings.in_all_an_hour, is_of_all=True)


def _beyond(counted: WindowCount, most: int, *, is_of_all: bool) -> ReadingsBeyond | None:
    if counted.number <= most:
        return None
    return ReadingsBeyond(is_of_all, counted.number == most + 1, counted.ends_in_s)
