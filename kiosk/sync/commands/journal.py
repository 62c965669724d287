"""The journal of commands: one row for each, whose state goes forward only.

A row is there, and synced, before anything is done; that it begins is, too. So nothing is done
twice: what was begun when the process ended has failed with an unknown outcome. What a command
changed for good, out of service and a message, is read from the rows themselves.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import Connection, delete, func, select, update

from kiosk.sync.db.database import Database
from kiosk.sync.db.schema import COMMANDS, CommandState
from kiosk.sync.db.times import Times, read, stored
from wire.commands import MAX_REPORTS, SETTLED, CommandReport, ReportedState
from wire.moments import within_years

KEPT = 200
"""Rows; an older command that comes again is known by its version."""
UNKNOWN_OUTCOME = "unknown-outcome"
_OPEN: tuple[CommandState, ...] = ("accepted", "started")
_SERVICE = ("out-of-service", "back-in-service")
_MINUTE_S = 60.0

Taken = Literal["fresh", "known", "replayed"]


@dataclass(frozen=True, slots=True)
class ReceivedCommand:
    """One that central signed for this kiosk. ``left_s``: how long it may still be begun."""

    id: UUID
    version: int
    issued_at: datetime
    verb: str
    order: Mapping[str, Any]
    left_s: float


@dataclass(frozen=True, slots=True)
class OpenCommand:
    """``may_begin``: its time is certainly not over."""

    id: UUID
    verb: str
    order: Mapping[str, Any]
    started: bool
    may_begin: bool


@dataclass(frozen=True, slots=True)
class LastingOrders:
    """What executed commands left: why people are kept away, what is said to the public."""

    out_of_service: str | None = None
    message: Mapping[str, str] | None = None


class CommandJournal:
    """For the store worker's thread alone. A disk that fails raises StoreFailed, and then nothing
    was noted."""

    def __init__(self, database: Database, times: Times) -> None:
        self._database = database
        self._times = times

    def recover(self) -> None:
        """At the start of the process: what was begun has ended with the one before. A machine that
        was to be started anew, and was, has done so."""
        started, boot = COMMANDS.c.state == "started", str(self._times.boot)
        again = (COMMANDS.c.verb == "restart-machine") & (COMMANDS.c.begun_boot != boot)

        def recovered(connection: Connection) -> None:
            connection.execute(update(COMMANDS).where(started, again).values(self._end("executed")))
            left = self._end("failed", UNKNOWN_OUTCOME)
            connection.execute(update(COMMANDS).where(started).values(left))

        self._database.must(recovered)

    def take(
        self, new: ReceivedCommand, settled: ReportedState | None = None, reason: str | None = None
    ) -> Taken:
        """On disk and synced when it returns ``fresh``. One that is ``known`` is reported again:
        central has not heard, or was put back to an earlier day. ``settled``: it is not to be done
        at all."""

        def taken(connection: Connection) -> Taken:
            again = update(COMMANDS).where(COMMANDS.c.id == str(new.id)).values(reported=0)
            if connection.execute(again).rowcount:
                return "known"
            if new.version <= self._forgotten(connection):
                return "replayed"
            values = {
                "state": settled or "accepted",
                "id": str(new.id),
                "version": new.version,
                "issued_at": stored(new.issued_at),
                "verb": new.verb,
                "content": json.dumps(dict(new.order)),
                "reason": reason,
                "moved_at": self._now(),
                "reported": 0,
                **self._times.due_in(new.left_s),
            }
            connection.execute(COMMANDS.insert(), values)
            self._forget(connection)
            return "fresh"

        return self._database.must(taken)

    def is_known(self, command: UUID) -> bool:
        held = select(COMMANDS.c.id).where(COMMANDS.c.id == str(command))
        return self._database.must(lambda connection: connection.execute(held).first() is not None)

    def floor(self) -> datetime | None:
        """When the newest that was ever believed was signed."""
        newest = select(func.max(COMMANDS.c.issued_at))
        found = self._database.must(lambda connection: connection.execute(newest).scalar())
        return None if found is None else read(found)

    def open(self) -> Sequence[OpenCommand]:
        """What is to be done, the oldest first; what is too late has expired."""

        def opened(connection: Connection) -> Sequence[OpenCommand]:
            late = self._times.due(COMMANDS.c.due_boot, COMMANDS.c.due_s)
            connection.execute(
                update(COMMANDS)
                .where(COMMANDS.c.state == "accepted", late)
                .values(self._end("expired"))
            )
            rows = connection.execute(
                select(COMMANDS).where(COMMANDS.c.state.in_(_OPEN)).order_by(COMMANDS.c.version)
            )
            return tuple(self._opened(row) for row in rows)

        return self._database.must(opened)

    def begin(self, command: UUID) -> bool:
        """Whether it is to be done now: by whoever asked, once. On disk before it returns."""

        def begun(connection: Connection) -> bool:
            accepted = (COMMANDS.c.id == str(command)) & (COMMANDS.c.state == "accepted")
            row = connection.execute(select(COMMANDS).where(accepted)).first()
            if row is None or not self._may_begin(row):
                return False
            begins = {"state": "started", "begun_boot": str(self._times.boot)}
            connection.execute(update(COMMANDS).where(accepted).values(begins))
            return True

        return self._database.must(begun)

    def settle(self, command: UUID, state: ReportedState, reason: str | None = None) -> bool:
        """Whether it was open until now. A message lasts from now on."""

        def settled(connection: Connection) -> bool:
            is_open = (COMMANDS.c.id == str(command)) & COMMANDS.c.state.in_(_OPEN)
            row = connection.execute(select(COMMANDS).where(is_open)).first()
            if row is None:
                return False
            values = self._end(state, reason)
            if row.verb == "message":
                minutes = _order(row).get("minutes", 0)
                values |= self._times.due_in(minutes * _MINUTE_S)
            connection.execute(update(COMMANDS).where(is_open).values(values))
            return True

        return self._database.must(settled)

    def reports(self) -> tuple[CommandReport, ...]:
        """What central has not taken yet, the oldest first."""
        unsaid = (
            select(COMMANDS)
            .where(COMMANDS.c.reported == 0)
            .order_by(COMMANDS.c.version)
            .limit(MAX_REPORTS)
        )
        rows = self._database.must(lambda connection: connection.execute(unsaid).all())
        return tuple(_report(row) for row in rows)

    def reported(self, taken: Collection[CommandReport]) -> None:
        """Central has these. One that has moved on since is reported again."""

        def noted(connection: Connection) -> None:
            for each in taken:
                connection.execute(
                    update(COMMANDS)
                    .where(COMMANDS.c.id == str(each.id), COMMANDS.c.state.in_(_said_as(each)))
                    .values(reported=1)
                )

        if taken:
            self._database.must(noted)

    def lasting(self) -> LastingOrders:
        def found(connection: Connection) -> LastingOrders:
            newest = (
                select(COMMANDS)
                .where(COMMANDS.c.state == "executed")
                .order_by(COMMANDS.c.version.desc())
                .limit(1)
            )
            service = connection.execute(newest.where(COMMANDS.c.verb.in_(_SERVICE))).first()
            said = connection.execute(newest.where(COMMANDS.c.verb == "message")).first()
            lasts = said is not None and self._times.left_s(said.due_boot, said.due_s) > 0
            return LastingOrders(
                None if service is None else _order(service).get("reason"),
                _order(said).get("text") if lasts else None,
            )

        return self._database.must(found)

    def _opened(self, row: Any) -> OpenCommand:
        started = row.state == "started"
        return OpenCommand(UUID(row.id), row.verb, _order(row), started, self._may_begin(row))

    def _may_begin(self, row: Any) -> bool:
        """In a boot in which central was not met yet, nobody knows how long the machine was off."""
        known = row.due_boot == str(self._times.boot) or self._times.met
        return known and self._times.left_s(row.due_boot, row.due_s) > 0

    def _end(self, state: ReportedState, reason: str | None = None) -> dict[str, Any]:
        return {"state": state, "reason": reason, "moved_at": self._now(), "reported": 0}

    def _now(self) -> str:
        return stored(within_years(self._times.now()))

    def _forgotten(self, connection: Connection) -> int:
        """The highest version of which nobody can say whether it was here."""
        oldest = _newest_first().offset(KEPT - 1).limit(1)
        return connection.execute(oldest).scalar() or 0

    def _forget(self, connection: Connection) -> None:
        service = select(func.max(COMMANDS.c.version)).where(COMMANDS.c.verb.in_(_SERVICE))
        connection.execute(
            delete(COMMANDS).where(
                COMMANDS.c.version.not_in(_newest_first().limit(KEPT)),
                COMMANDS.c.version != func.coalesce(service.scalar_subquery(), 0),
                COMMANDS.c.state.in_(SETTLED),
            )
        )


def _order(row: Any) -> dict[str, Any]:
    """Nothing of a row that was damaged."""
    try:
        order = json.loads(row.content)
    except ValueError:
        return {}
    return order if isinstance(order, dict) else {}


def _newest_first() -> Any:
    return select(COMMANDS.c.version).order_by(COMMANDS.c.version.desc())


def _report(row: Any) -> CommandReport:
    state: ReportedState = "acknowledged" if row.state in _OPEN else row.state
    return CommandReport(UUID(row.id), state, read(row.moved_at), row.reason)


def _said_as(report: CommandReport) -> tuple[str, ...]:
    return _OPEN if report.state == "acknowledged" else (report.state,)
