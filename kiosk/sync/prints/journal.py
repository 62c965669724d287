"""The print journal: one row for each job, whose state goes forward only."""

from uuid import UUID

from sqlalchemy import Connection, delete, select, update

from kiosk.sync.db.database import Database
from kiosk.sync.db.schema import PRINTS
from kiosk.sync.db.times import Times
from wire.prints import PrintNoted, PrintState

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
            connection.execute(PRINTS.insert(), {"job": job, "state": state, **due})
            connection.execute(
                delete(PRINTS).where(self._times.due(PRINTS.c.due_boot, PRINTS.c.due_s))
            )
            return PrintNoted(fresh=True, state=state)
        if _STEP[state] <= _STEP[held]:
            return PrintNoted(fresh=False, state=held)
        connection.execute(update(PRINTS).where(PRINTS.c.job == job).values(state=state))
        return PrintNoted(fresh=False, state=state)

    def settle(self) -> int:
        """At the start of kiosk-ui: nobody is left who could learn how the open jobs ended."""
        opened = update(PRINTS).where(PRINTS.c.state.in_(("intent", "handed_over")))
        return self._database.must(
            lambda connection: connection.execute(opened.values(state="unknown")).rowcount
        )
