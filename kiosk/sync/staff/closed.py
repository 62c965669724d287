"""Why staff have taken the kiosk out of service: it outlives every restart."""

from sqlalchemy import select, update

from kiosk.sync.db.database import Database
from kiosk.sync.db.schema import STANDING
from wire.commands import OutOfServiceReason


class ClosedByStaff:
    """For the store worker's thread alone. A disk that fails raises StoreFailed, and then it is as
    it was."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def reason(self) -> str | None:
        """None where it is open, as far as staff go."""
        one = select(STANDING.c.closed)
        found: str | None = self._database.must(lambda connection: connection.execute(one).scalar())
        return found

    def close(self, reason: OutOfServiceReason | None) -> None:
        """``None`` opens it."""
        put = update(STANDING).values(closed=reason)
        self._database.must(lambda connection: connection.execute(put))
