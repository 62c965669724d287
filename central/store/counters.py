"""Counts in the store: how often a thing was done, the same over all workers and restarts."""

import math
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count

from sqlalchemy import Engine, Row, case, delete, or_, select
from sqlalchemy.orm import Session

from central.crypto.digests import Digests, Field
from central.store.database import insert_or_update, transaction
from central.store.models import CounterColumns, CounterRow
from shared_runtime.clock import Clock

MakeDigests = Callable[..., Digests]
"""Keyed digests of texts: the store holds no address, token or person that was counted."""

_SWEEP_EVERY = 100
_SWEPT_AT_ONCE = 500
"""More than can have been added since, so that no flood leaves more behind than one window's."""
_MAX_FULL = 10_000


@dataclass(frozen=True, slots=True)
class Window:
    """What is counted, and for how long from the first event on. ``what`` is unique: two windows of
    one name would share their counts."""

    what: str
    seconds: int


@dataclass(frozen=True, slots=True)
class WindowCount:
    """``number`` of events in the window that is open, which ends in ``ends_in_s`` seconds."""

    number: int
    ends_in_s: int


class Counters:
    """A window opens with the first event of its key, and the first one after its end opens the
    next. Whoever counts several things in one transaction does it in one order everywhere."""

    def __init__(
        self,
        engine: Engine,
        clock: Clock,
        digests: MakeDigests,
        table: type[CounterColumns] = CounterRow,
    ) -> None:
        self.engine, self.clock = engine, clock
        self._digests, self._table = digests, table
        self._added = count()

    def key(self, window: Window, *key: Field) -> Digests:
        return self._digests(window.what, *key)

    def add(self, db: Session, window: Window, *key: Field, amount: int = 1) -> WindowCount:
        """Counts ``amount`` events of this key, in one statement. What was counted in the same
        time under another server key is added to it: nobody gets more because a key has turned."""
        row, now, names = self._table, self.clock.now(), self.key(window, *key)
        over = or_(row.ends_at <= now, row.ends_at > now + _longest(window))
        ends_at = now + timedelta(seconds=window.seconds)
        insert = insert_or_update(db, row).values(key=names.current, number=amount, ends_at=ends_at)
        counted = db.execute(
            insert.on_conflict_do_update(
                index_elements=[row.key],
                set_={
                    "number": case((over, amount), else_=row.number + amount),
                    "ends_at": case((over, ends_at), else_=row.ends_at),
                },
            ).returning(row.number, row.ends_at)
        ).one()
        if next(self._added) % _SWEEP_EVERY == 0:
            self._sweep(db, now)
        number, ends_at = counted.number, counted.ends_at
        if len(names.names) > 1:
            others = self._live(db, window, names.names[1:])
            number += sum(each.number for each in others)
            ends_at = max((ends_at, *(each.ends_at for each in others)))
        return WindowCount(number, _seconds(ends_at - now))

    def read(self, db: Session, window: Window, *key: str) -> WindowCount:
        """The count as it stands, without an event."""
        found = self._live(db, window, self.key(window, *key).names)
        if not found:
            return WindowCount(0, 0)
        ends_at = max(each.ends_at for each in found)
        number = sum(each.number for each in found)
        return WindowCount(number, _seconds(ends_at - self.clock.now()))

    def read_all(self, db: Session, window: Window, keys: Sequence[str]) -> Mapping[str, int]:
        """How many events each of these keys has in its open window, none where it has none."""
        names = {name: key for key in keys for name in self.key(window, key).names}
        found: dict[str, int] = {}
        row, now = self._table, self.clock.now()
        live = (row.ends_at > now, row.ends_at <= now + _longest(window))
        for each in db.execute(select(row.key, row.number).where(row.key.in_(names), *live)):
            found[names[each.key]] = found.get(names[each.key], 0) + each.number
        return found

    def forget(self, db: Session, window: Window, *key: str) -> None:
        """The next event of this key is the first of a window."""
        db.execute(delete(self._table).where(self._table.key.in_(self.key(window, *key).names)))

    def _live(
        self, db: Session, window: Window, names: Sequence[str]
    ) -> Sequence[Row[int, datetime]]:
        row, now = self._table, self.clock.now()
        return db.execute(
            select(row.number, row.ends_at).where(
                row.key.in_(names),
                row.ends_at > now,
                row.ends_at <= now + _longest(window),
            )
        ).all()

    def _sweep(self, db: Session, now: datetime) -> None:
        row = self._table
        old = select(row.key).where(row.ends_at <= now).limit(_SWEPT_AT_ONCE)
        # Rows that another worker counts on just now are left alone: neither waits for the other.
        db.execute(delete(row).where(row.key.in_(old.with_for_update(skip_locked=True))))


class StoredLimit:
    """At most ``limit`` events a key in a window. A key that has had its events is refused from
    memory until the window ends: a flood of one key is no flood of writes."""

    def __init__(self, counters: Counters, window: Window, limit: int) -> None:
        self._counters, self._window, self._limit = counters, window, limit
        self._full: OrderedDict[str, datetime] = OrderedDict()
        self._lock = threading.Lock()

    def full_s(self, *key: str) -> int | None:
        """Whole seconds until the next may, as far as this process remembers; counts nothing."""
        now = self._counters.clock.now()
        with self._lock:
            until = self._full.get(self._counters.key(self._window, *key).current, now)
        within = now < until <= now + _longest(self._window)
        return _seconds(until - now) if within else None

    def wait_s(self, *key: str) -> int | None:
        """Counts one event, in a transaction of its own. ``None`` when it may go on, else whole
        seconds until the next may."""
        full_s = self.full_s(*key)
        if full_s is not None:
            return full_s
        counters, window = self._counters, self._window
        known, now = counters.key(window, *key).current, counters.clock.now()
        with transaction(counters.engine) as db:
            counted = counters.add(db, window, *key)
        if counted.number >= self._limit:
            self._remember(known, now + timedelta(seconds=counted.ends_in_s))
        return None if counted.number <= self._limit else counted.ends_in_s

    def _remember(self, known: str, until: datetime) -> None:
        with self._lock:
            self._full[known] = until
            self._full.move_to_end(known)
            while len(self._full) > _MAX_FULL:
                self._full.popitem(last=False)


def _longest(window: Window) -> timedelta:
    """An end farther away was written by a clock that was wrong; clocks of several workers may
    differ by less."""
    return timedelta(seconds=2 * window.seconds)


def _seconds(span: timedelta) -> int:
    return max(1, math.ceil(span.total_seconds()))
