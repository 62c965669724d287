"""How long somebody stays signed in: pure, for all who ask."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """``idle``: without a request; ``absolute``: whatever is done; ``fresh``: how long a proof of
    who one is holds for what cannot be undone."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)
    fresh: timedelta = timedelta(minutes=5)

    def lives(
        self, began_at: datetime, seen_at: datetime, ended_at: datetime | None, now: datetime
    ) -> bool:
        """A clock that was set back by more than the idle time ends the session as well."""
        return (
            ended_at is None
            and abs(now - seen_at) < self.idle
            and abs(now - began_at) < self.absolute
        )

    def is_fresh(self, proved_at: datetime, now: datetime) -> bool:
        return abs(now - proved_at) < self.fresh
