"""Wrong tries, counted on the disk before a PIN is looked at: killing the process, or the machine,
gives none back.

A lock that was begun in a former boot counts on from what is certain: where nobody knows how long
the machine was off, none of that time is taken off it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert

from kiosk.sync.db.database import Database
from kiosk.sync.db.schema import STAFF_TRIES
from kiosk.sync.db.times import Times
from kiosk.sync.staff.lockout import FORGOTTEN_AFTER_S, wait_after_s

_CODE = "code:"
"""Before a name, where the step of its last code stands in place of tries."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Under which digest tries are counted, and how many wrong ones cost nothing."""

    who: str
    free: int


class StaffTries:
    """For the store worker's thread alone. A disk that fails raises StoreFailed, and then nobody is
    let in: what cannot be counted is not tried."""

    def __init__(self, database: Database, times: Times) -> None:
        self._database = database
        self._times = times

    def begin(self, counted: Sequence[Counted]) -> int:
        """Counts a try as a wrong one, which ``forget`` takes back. Seconds to wait instead, where
        it comes too early; then nothing is counted."""
        return self._database.must(lambda connection: self._begin(connection, counted))

    def wait_s(self, counted: Sequence[Counted]) -> int:
        return self._database.must(lambda connection: self._longest_s(connection, counted))

    def forget(self, counted: Sequence[Counted]) -> None:
        """After a right one."""
        which = STAFF_TRIES.c.who.in_([each.who for each in counted])
        self._database.must(lambda connection: connection.execute(delete(STAFF_TRIES).where(which)))

    def code_step(self, staff: str) -> int:
        """The time step of the last code that was taken of somebody."""
        row = select(STAFF_TRIES.c.wrong).where(STAFF_TRIES.c.who == _of_code(staff))
        return self._database.must(lambda connection: connection.execute(row).scalar()) or 0

    def take_code(self, staff: str, step: int) -> None:
        self._database.must(lambda connection: self._put(connection, _of_code(staff), step))

    def _begin(self, connection: Connection, counted: Sequence[Counted]) -> int:
        wait_s = self._longest_s(connection, counted)
        if wait_s == 0:
            for each in counted:
                self._put(connection, each.who, self._wrong(connection, each.who) + 1)
            self._sweep(connection)
        return wait_s

    def _longest_s(self, connection: Connection, counted: Sequence[Counted]) -> int:
        return max((self._left_s(connection, each) for each in counted), default=0)

    def _left_s(self, connection: Connection, counted: Counted) -> int:
        row = connection.execute(
            select(STAFF_TRIES).where(STAFF_TRIES.c.who == counted.who)
        ).one_or_none()
        if row is None:
            return 0
        wait_s = wait_after_s(row.wrong, counted.free)
        left_s = wait_s - self._times.age_s(row.at_boot, row.at_s)
        return min(wait_s, -int(-left_s // 1)) if left_s > 0 else 0

    def _wrong(self, connection: Connection, who: str) -> int:
        row = connection.execute(select(STAFF_TRIES).where(STAFF_TRIES.c.who == who)).one_or_none()
        if row is None or self._times.age_s(row.at_boot, row.at_s) > FORGOTTEN_AFTER_S:
            return 0
        return int(row.wrong)

    def _put(self, connection: Connection, who: str, number: int) -> None:
        values = {"wrong": number, "at_boot": str(self._times.boot), "at_s": self._times.uptime()}
        put = insert(STAFF_TRIES).values(who=who, **values)
        connection.execute(put.on_conflict_do_update(index_elements=["who"], set_=values))

    def _sweep(self, connection: Connection) -> None:
        """Names that nobody has are typed, too: they do not stay. The last code of somebody does:
        by a clock that was put back it would be good once more."""
        tries = select(STAFF_TRIES).where(~STAFF_TRIES.c.who.startswith(_CODE))
        for row in connection.execute(tries).all():
            if self._times.age_s(row.at_boot, row.at_s) > FORGOTTEN_AFTER_S:
                connection.execute(delete(STAFF_TRIES).where(STAFF_TRIES.c.who == row.who))


def _of_code(staff: str) -> str:
    return f"{_CODE}{staff}"


def take_over(connection: Connection, times: Times) -> None:
    """At the start: counts on in this boot what is counted from another one, which will be
    forgotten."""
    rows = connection.execute(select(STAFF_TRIES).where(STAFF_TRIES.c.at_boot != str(times.boot)))
    for row in rows.all():
        since = times.uptime() - times.age_s(row.at_boot, row.at_s)
        connection.execute(
            update(STAFF_TRIES)
            .where(STAFF_TRIES.c.who == row.who)
            .values(at_boot=str(times.boot), at_s=since)
        )
