"""The print journal: one row for each job, whose state goes forward only."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, delete, select, text, update

from kiosk.sync.db.database import Database
from kiosk.sync.db.schema import PRINTS
from kiosk.sync.db.times import Times, read, stored
from wire.moments import within_years
from wire.prints import PrintNoted, PrintState
from wire.staff_calls.looks import JournaledPrint

KEPT_S = 30 * 86_400.0
"""Long after the last job of that id can be asked about."""
_STEP = {"intent": 0, "handed_over": 1, "done": 2, "failed": 2, "unknown": 2}


class PrintJournal:
    """For the store worker's thread alone. A disk that fails raises StoreFailed, and then
    nothing was noted."""

    def __init__(self, database: Database, times: Times) -> None:
        self._database = database
        self._times = times

    def note(self, job: UUID, state: PrintState) -> PrintNoted:
        """On disk and synced when it returns. What comes late or twice changes nothing."""
        return self._database.must(lambda connection: self._note(connection, str(job), state))

    def _note(self, connection: Connection, job: str, state: PrintState) -> PrintNoted:
        held = connection.execute(select(PRINTS.c.state).where(PRINTS.c.job == job)).scalar()
        if held is None:
            due = self._times.due_in(KEPT_S)
            row = {"job": job, "state": state, "noted_at": self._now()}
            connection.execute(PRINTS.insert(), row | due)
            connection.execute(
                delete(PRINTS).where(self._times.due(PRINTS.c.due_boot, PRINTS.c.due_s))
            )
            return PrintNoted(fresh=True, state=state)
        if _STEP[state] <= _STEP[held]:
            return PrintNoted(fresh=False, state=held)
        moved = update(PRINTS).where(PRINTS.c.job == job)
        connection.execute(moved.values(state=state, noted_at=self._now()))
        return PrintNoted(fresh=False, state=state)

    def settle(self) -> int:
        """At the start of kiosk-ui: nobody is left who could learn how the open jobs ended."""
        opened = update(PRINTS).where(PRINTS.c.state.in_(("intent", "handed_over")))
        return self._database.must(
            lambda connection: (
                connection.execute(opened.values(state="unknown", noted_at=self._now())).rowcount
            )
        )

    def settle_one(self, job: UUID, *, came_out: bool) -> str | None:
        """Somebody has looked at the paper of an unknown one. What keeps it from being settled, in
        a stable word."""

        def settled(connection: Connection) -> str | None:
            state = "done" if came_out else "failed"
            unknown = update(PRINTS).where(PRINTS.c.job == str(job), PRINTS.c.state == "unknown")
            if connection.execute(unknown.values(state=state, noted_at=self._now())).rowcount:
                return None
            known = select(PRINTS.c.job).where(PRINTS.c.job == str(job))
            return "unknown-print" if connection.execute(known).first() is None else "not-open"

        return self._database.must(settled)

    def wanting_first(self, limit: int) -> tuple[JournaledPrint, ...]:
        """At most ``limit``: those of which nobody knows the end, then the newest first."""
        unknown = (PRINTS.c.state == "unknown").desc()
        newest = PRINTS.c.noted_at.desc().nulls_last()
        listed = select(PRINTS).order_by(unknown, newest, text("rowid DESC")).limit(limit)
        rows = self._database.must(lambda connection: connection.execute(listed).all())
        return tuple(_readable(rows))

    def _now(self) -> str:
        return stored(within_years(self._times.now()))


def _readable(rows: Iterable[Any]) -> Iterator[JournaledPrint]:
    """Without the rows that the disk has made unreadable."""
    for row in rows:
        with suppress(ValueError):
            at = None if row.noted_at is None else read(row.noted_at)
            yield JournaledPrint(UUID(row.job), row.state, at)
