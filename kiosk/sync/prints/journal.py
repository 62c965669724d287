"""The print journal: one row for each job, whose state goes forward only."""

from uuid import UUID

from wire.prints import PrintNoted, PrintState


class PrintJournal:
    """For the owner's thread alone; see Keeper.ask."""

    def note(self, job: UUID, state: PrintState) -> PrintNoted:
        raise NotImplementedError

    def settle(self) -> int:
        raise NotImplementedError
