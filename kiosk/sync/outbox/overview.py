"""How the queue stands, for screens and staff: never what is in it."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, func, select

from kiosk.sync.db.database import Database
from kiosk.sync.db.schema import ACTIONS, STANDING
from kiosk.sync.db.times import Times, read
from kiosk.sync.outbox.queries import NEWEST
from kiosk.sync.outbox.rows import queued_of
from wire.actions import QueuedAction, QueuePage, QueueSummary
from wire.moments import within_years

NOTED_EVERY_S = 600.0
"""How far back the time of the last answer may lie after a restart: it saves a write a minute."""


class Overview:
    def __init__(self, database: Database, times: Times) -> None:
        self._database = database
        self._times = times
        self._last_sync_at: datetime | None = None
        self._noted_at: datetime | None = None

    def met(self, server_time: datetime) -> bool:
        """Central has answered, at this time of its own. Whether that is worth a write."""
        self._last_sync_at = server_time
        noted = self._noted_at
        return noted is None or abs((server_time - noted).total_seconds()) >= NOTED_EVERY_S

    def noted(self, server_time: datetime) -> None:
        """It has been written."""
        self._noted_at = server_time

    def summary(self) -> QueueSummary:
        """Raises StoreFailed."""
        return self._database.must(self._summary)

    def _summary(self, connection: Connection) -> QueueSummary:
        states = select(ACTIONS.c.state, func.count(), func.min(ACTIONS.c.position)).group_by(
            ACTIONS.c.state
        )
        counts: dict[str, int] = {}
        waiting: list[int] = []
        for state, count, first in connection.execute(states):
            counts[state] = count
            if state in {"ready", "in_flight"}:
                waiting.append(first)
        put_off = select(func.count()).where(ACTIONS.c.put_off > 0)
        return QueueSummary(
            ready=counts.get("ready", 0),
            in_flight=counts.get("in_flight", 0),
            acknowledged=counts.get("acknowledged", 0),
            quarantined=counts.get("quarantined", 0),
            expired=counts.get("expired", 0),
            oldest_waiting_at=_created(connection, min(waiting)) if waiting else None,
            accepting=self._database.has_room(),
            stored_bytes=self._database.used_bytes(),
            limit_bytes=self._database.limit_bytes,
            last_sync_at=self._last_sync_at or _last_sync(connection),
            put_off=connection.execute(put_off).scalar_one(),
        )

    def page(self, before: UUID | None, limit: int) -> QueuePage:
        """At most ``limit``, the newest first, from the one before ``before``. Raises
        StoreFailed."""
        newest_first = select(ACTIONS).order_by(ACTIONS.c.id.desc()).limit(limit + 1)
        if before is not None:
            newest_first = newest_first.where(ACTIONS.c.id < str(before))
        rows = self._database.must(lambda connection: connection.execute(newest_first).all())
        actions = tuple(self._readable(rows[:limit]))
        more = len(rows) > limit and bool(actions)
        return QueuePage(actions=actions, next_before=actions[-1].id if more else None)

    def wanting_first(self, limit: int) -> QueuePage:
        """At most ``limit``: what somebody must look at before all others, then the newest first.
        Raises StoreFailed."""
        apart = ACTIONS.c.state == "quarantined"
        listed = select(ACTIONS).order_by(apart.desc(), ACTIONS.c.id.desc()).limit(limit)
        rows = self._database.must(lambda connection: connection.execute(listed).all())
        return QueuePage(tuple(self._readable(rows)))

    def find(self, action: UUID) -> QueuedAction | None:
        """Raises StoreFailed."""
        one = select(ACTIONS).where(ACTIONS.c.id == str(action))
        rows = self._database.must(lambda connection: connection.execute(one).all())
        return next(iter(self._readable(rows)), None)

    def newest(self) -> UUID | None:
        """The largest id ever stored. Raises StoreFailed."""
        newest = self._database.must(lambda connection: connection.execute(NEWEST).scalar())
        try:
            return UUID(newest) if newest else None
        except ValueError:
            return None

    def _readable(self, rows: Iterable[Any]) -> Iterable[QueuedAction]:
        """Without the rows that the disk has made unreadable."""
        for row in rows:
            try:
                yield queued_of(row, self._again_at(row))
            except ValueError:
                continue

    def _again_at(self, row: Any) -> datetime | None:
        if row.again_boot is None or row.again_s is None:
            return None
        left_s = self._times.left_s(row.again_boot, row.again_s)
        return within_years(self._times.now() + timedelta(seconds=left_s))


def _created(connection: Connection, position: int) -> datetime | None:
    one = select(ACTIONS.c.created_at).where(ACTIONS.c.position == position)
    return _time(connection.execute(one).scalar())


def _last_sync(connection: Connection) -> datetime | None:
    return _time(connection.execute(select(STANDING.c.last_sync_at)).scalar())


def _time(text: str | None) -> datetime | None:
    try:
        return read(text) if text else None
    except ValueError:
        return None
