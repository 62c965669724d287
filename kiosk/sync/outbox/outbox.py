"""The outbox: every action from the person's decision until central has settled it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

import structlog
from sqlalchemy import Connection, delete, select, update

from kiosk.sync.db.database import Database
from kiosk.sync.db.failures import DATABASE_ERRORS, is_full
from kiosk.sync.db.schema import ACTIONS, STANDING
from kiosk.sync.db.timeline import Timeline
from kiosk.sync.db.times import Times, stored
from kiosk.sync.outbox import queries
from kiosk.sync.outbox.action import (
    Acknowledged,
    Batch,
    Full,
    NewAction,
    Stored,
    Submitted,
    Unavailable,
    Verdict,
)
from kiosk.sync.outbox.limits import OutboxLimits
from kiosk.sync.outbox.overview import Overview
from kiosk.sync.outbox.reference import reference
from kiosk.sync.outbox.rows import DAMAGED, HEADER_COLUMNS, item_of, tombstone_of
from kiosk.sync.outbox.sealer import Sealer
from kiosk.sync.outbox.settling import EXPIRED, NOT_PUT_OFF, Settling
from wire import sealing
from wire.actions import QueuedAction, QueuePage, QueueSummary
from wire.moments import within_years
from wire.sync import MAX_SEALED_BYTES, Item, ItemHeader, Tombstone

EXPIRE_AT_ONCE = 1_000
"""More wait for the next call: one transaction stays short."""

log = structlog.get_logger(__name__)


class IdTaken(Exception):
    """An id came again for another kind or another visit: a bug of whoever minted it."""


class Outbox:
    """For the store worker's thread alone. Where nothing else is said, a disk that fails
    raises StoreFailed, and nothing was changed."""

    def __init__(
        self, database: Database, limits: OutboxLimits, sealer: Sealer, times: Times
    ) -> None:
        self._database = database
        self._limits = limits
        self._sealer = sealer
        self._times = times
        self._settling = Settling(times, limits.kept)
        self._overview = Overview(database, times)

    def submit(self, action: NewAction) -> Submitted:
        """On disk and synced when it returns Stored. The same id again is answered as the first
        time, and nothing is stored. Raises IdTaken, and ValueError for a body too large to seal."""
        try:
            with self._database.transaction() as connection:
                return self._submit(connection, action)
        except DATABASE_ERRORS as error:
            self._database.failed(error)
            return Full() if is_full(error) else Unavailable()

    def _submit(self, connection: Connection, action: NewAction) -> Submitted:
        subject = str(action.subject)
        before = connection.execute(
            queries.BEFORE, {"action": str(action.id), "subject": subject}
        ).one()
        if before.reference is not None:
            if (before.kind, before.subject) != (action.kind, subject):
                raise IdTaken
            return Stored(before.reference, before.assurance)
        if not self._database.has_room():
            log.warning("queue_full")
            return Full()
        header = self._header(action, before.position, before.sequence)
        # Place and sequence are bound into the seal: it is made here, before anything is written.
        sealed = self._sealer.seal(action.body, header)
        if len(sealed) > MAX_SEALED_BYTES:
            raise ValueError("the body is too large")
        row = self._new_row(header, sealed) | {"position": before.position}
        connection.execute(ACTIONS.insert(), row)
        return Stored(header.reference, header.assurance)

    def _header(self, action: NewAction, position: int, sequence: int) -> ItemHeader:
        limits = self._limits
        day = action.confirmed_at.astimezone(limits.zone).date()
        return ItemHeader(
            id=action.id,
            reference=reference(day, limits.agency, limits.kiosk, position),
            kind=action.kind,
            schema_version=action.schema_version,
            assurance=action.assurance,
            session_reference=action.session_reference,
            subject=action.subject,
            sequence=sequence,
            created_at=action.confirmed_at,
            boot=self._times.boot,
            made_at_s=self._times.uptime(),
            expires_at=within_years(action.confirmed_at + limits.keep_trying),
            priority=action.priority,
            key_id=self._sealer.key_id,
        )

    def _new_row(self, header: ItemHeader, sealed: bytes) -> dict[str, object]:
        columns: dict[str, object] = {name: getattr(header, name) for name in HEADER_COLUMNS}
        return columns | {
            "id": str(header.id),
            "subject": str(header.subject),
            "boot": str(header.boot),
            "created_at": stored(header.created_at),
            "expires_at": stored(header.expires_at),
            "sealed": sealed,
            "digest": sealing.digest(sealed),
            "state": "ready",
            "attempts": 0,
            "reported": 0,
            **self._times.due_in(self._limits.keep_trying.total_seconds()),
        }

    def take(self, limit: int) -> Batch:
        """The next batch, of at most ``limit`` items and as many tombstones, committed as in
        flight. There is one at a time: what an earlier one has left in flight is ready again."""
        return self._database.must(lambda connection: self._take(connection, limit))

    def _take(self, connection: Connection, limit: int) -> Batch:
        set_back(connection)
        items: list[Item] = []
        refused_since: dict[UUID, datetime] = {}
        put_off: dict[UUID, int] = {}
        positions: list[int] = []
        waits = self._times.ahead(ACTIONS.c.again_boot, ACTIONS.c.again_s)
        heads = queries.HEADS.where(ACTIONS.c.again_boot.is_(None) | ~waits)
        for row in connection.execute(heads, {"at_most": limit}).all():
            try:
                item = item_of(row)
            except ValueError:
                it = ACTIONS.c.position == row.position
                self._settling.leave(connection, it, "quarantined", DAMAGED)
                continue
            items.append(item)
            positions.append(row.position)
            if row.put_off:
                put_off[item.header.id] = row.put_off
            if row.refused_boot is not None:
                age_s = self._times.age_s(row.refused_boot, row.refused_s)
                refused_since[item.header.id] = self._times.now() - timedelta(seconds=age_s)
        if positions:
            connection.execute(
                update(ACTIONS)
                .where(ACTIONS.c.position.in_(positions))
                .values(state="in_flight", attempts=ACTIONS.c.attempts + 1)
            )
        tombstones = self._tombstones(connection, limit)
        backlog = connection.execute(queries.READY).scalar_one()
        return Batch(tuple(items), tombstones, backlog, refused_since, put_off)

    def _tombstones(self, connection: Connection, limit: int) -> tuple[Tombstone, ...]:
        told: list[Tombstone] = []
        for row in connection.execute(queries.UNREPORTED, {"at_most": limit}).all():
            try:
                told.append(tombstone_of(row))
            except ValueError:  # too damaged to be told of: staff see it in the log alone
                connection.execute(
                    update(ACTIONS).where(ACTIONS.c.position == row.position).values(reported=1)
                )
        return tuple(told)

    def settle(self, verdicts: Mapping[UUID, Verdict]) -> None:
        """Takes what an exchange came to, for items and for tombstones, in one transaction. Ids
        that are not waiting for a verdict are passed over."""
        self._database.must(lambda connection: self._settling.settle(connection, verdicts))
        if any(isinstance(each, Acknowledged) for each in verdicts.values()):
            self._database.scrub()

    def witness(self, server_time: datetime) -> None:
        """Central has just answered, and this is its time."""
        seen = self._times.witnessed(server_time)
        worth_noting = self._overview.met(server_time)
        if seen is None and not worth_noting:
            return
        self._database.must(lambda connection: self._note(connection, seen, server_time))
        if seen is not None:
            self._times.adopt(seen)
        self._overview.noted(server_time)

    def _note(self, connection: Connection, seen: Timeline | None, server_time: datetime) -> None:
        if seen is not None:
            self._times.note(connection, seen)
        connection.execute(update(STANDING).values(last_sync_at=stored(server_time)))

    def expire(self) -> int:
        """Gives up on actions that are too old for certain, and deletes what was kept long enough.
        How many expired."""
        return self._database.must(self._expire)

    def _expire(self, connection: Connection) -> int:
        due = self._times.due(ACTIONS.c.due_boot, ACTIONS.c.due_s)
        settled = ACTIONS.c.state.in_(("acknowledged", "quarantined", "expired"))
        connection.execute(
            delete(ACTIONS)
            .where(due, settled, ACTIONS.c.reported == 1)
            .where(ACTIONS.c.id != queries.NEWEST.scalar_subquery())
        )
        too_old = (
            select(ACTIONS.c.position).where(due, ACTIONS.c.state == "ready").limit(EXPIRE_AT_ONCE)
        )
        which = ACTIONS.c.position.in_(too_old)
        return self._settling.leave(connection, which, EXPIRED, EXPIRED)

    def retry(self, action: UUID) -> bool:
        """Lets an action that was quarantined or expired go up again, as it is and with its time
        anew, or one that is put off at once; False when there is none such."""
        return self._database.must(lambda connection: self._retry(connection, action))

    def _retry(self, connection: Connection, action: UUID) -> bool:
        again = connection.execute(
            update(ACTIONS)
            .where(ACTIONS.c.id == str(action), ACTIONS.c.sealed.is_not(None))
            .where(ACTIONS.c.state.in_(("quarantined", "expired")))
            .values(state="ready", reason=None, settled_at=None, refused_boot=None, refused_s=None)
            .values(self._times.due_in(self._limits.keep_trying.total_seconds()))
        )
        at_once = connection.execute(
            update(ACTIONS)
            .where(ACTIONS.c.id == str(action), ACTIONS.c.state == "ready", ACTIONS.c.put_off > 0)
            .values(NOT_PUT_OFF)
            .values(reason=None)
        )
        return again.rowcount + at_once.rowcount == 1

    def summary(self) -> QueueSummary:
        return self._overview.summary()

    def page(self, before: UUID | None, limit: int) -> QueuePage:
        return self._overview.page(before, limit)

    def wanting_first(self, limit: int) -> QueuePage:
        return self._overview.wanting_first(limit)

    def find(self, action: UUID) -> QueuedAction | None:
        return self._overview.find(action)

    def newest(self) -> UUID | None:
        return self._overview.newest()


def set_back(connection: Connection) -> int:
    """What was in flight when nobody came back to say how it ended: it is ready again."""
    left = connection.execute(
        update(ACTIONS).where(ACTIONS.c.state == "in_flight").values(state="ready")
    )
    return left.rowcount
