"""The kiosks as lists show them: filtered, ordered and cut into pages by the database.

A page is found by the narrow columns alone and only then read: no list ever reads a report.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    func,
    literal,
    select,
    tuple_,
)

from central.fleet.heartbeats import CHECK
from central.fleet.kiosk_filter import BY_NAME, NAME, KioskFilter, conditions_of
from central.fleet.reach import Reach
from central.fleet.states import ListedState, rank_at, state_at
from central.store.configuration_models import KioskTagRow
from central.store.fleet_models import KioskStatusRow
from central.store.models import KioskRow
from wire.codec import Malformed
from wire.health import HealthCheck

_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_KIOSK, _STATUS = KioskRow, KioskStatusRow
_AT_ONCE = 1_000


class KioskOrder(StrEnum):
    NAME = "name"
    SITE = "site"
    STATE = "state"
    HEARD = "heard"
    SOFTWARE = "software"


@dataclass(frozen=True, slots=True)
class Cursor:
    """Before or after which row a page begins: the values that the row was ordered by."""

    values: tuple[Any, ...]
    backwards: bool = False


@dataclass(frozen=True, slots=True)
class KioskSummary:
    """``trouble``: the worst check; None where all is well, or nothing is known of it."""

    id: str
    name: str
    site: str
    state: ListedState
    heard_at: datetime | None
    software: str | None
    trouble: HealthCheck | None
    quarantined_at: datetime | None
    revoked_at: datetime | None
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KioskPage:
    """``before``, ``after``: where the neighbouring pages begin, None where there is none."""

    lines: tuple[KioskSummary, ...]
    before: Cursor | None = None
    after: Cursor | None = None


@dataclass(frozen=True, slots=True)
class KioskList:
    """What somebody sees of the fleet at a moment."""

    reach: Reach
    now: datetime
    wanted: KioskFilter = field(default_factory=KioskFilter)
    order: KioskOrder = KioskOrder.NAME
    descending: bool = False

    def counts(self, db: Connection) -> Mapping[ListedState, int]:
        """How many there are in each state, whichever of them is asked for."""
        state = state_at(self.now).label("state")
        query = self._within(replace(self.wanted, state=None), state, func.count())
        rows: Sequence[Any] = db.execute(query.group_by(state)).all()
        found = {row[0]: row[1] for row in rows}
        return {each: found.get(each, 0) for each in ListedState}

    def page(self, db: Connection, cursor: Cursor | None, at_most: int) -> KioskPage:
        keys = self._keys()
        backwards = cursor is not None and cursor.backwards
        query = self.within(_KIOSK.id.label("kiosk"), *keys)
        if cursor is not None:
            query = query.where(_beyond(keys, cursor, downwards=self.descending ^ backwards))
        ways = [each.desc() if self.descending ^ backwards else each.asc() for each in keys]
        rows = db.execute(query.order_by(*ways).limit(at_most + 1)).all()
        more, rows = len(rows) > at_most, rows[:at_most]
        if backwards:
            rows = rows[::-1]
        lines = lines_of(db, [row.kiosk for row in rows], self.now)
        if not rows:
            return KioskPage(lines)
        first, last = tuple(rows[0])[1:], tuple(rows[-1])[1:]
        return KioskPage(
            lines,
            Cursor(first, backwards=True) if (more if backwards else cursor is not None) else None,
            Cursor(last) if backwards or more else None,
        )

    def every(self, db: Connection) -> Iterator[KioskSummary]:
        """All of them, some at a time."""
        cursor: Cursor | None = None
        while True:
            page = self.page(db, cursor, _AT_ONCE)
            yield from page.lines
            if page.after is None:
                return
            cursor = page.after

    def within(self, *columns: Any) -> Select[Any]:
        """These of all that it finds."""
        return self._within(self.wanted, *columns)

    def _within(self, wanted: KioskFilter, *columns: Any) -> Select[Any]:
        conditions = [self.reach.kiosks, *conditions_of(wanted)]
        if wanted.state is not None:
            conditions.append(state_at(self.now) == wanted.state.value)
        return (
            select(*columns)
            .select_from(_KIOSK)
            .outerjoin(_STATUS, _STATUS.kiosk == _KIOSK.id)
            .where(and_(*conditions))
        )

    def _keys(self) -> tuple[ColumnElement[Any], ...]:
        """In which order the rows stand; the last one is of one row alone."""
        heard_at: Any = _STATUS.heard_at
        first: dict[KioskOrder, tuple[Any, ...]] = {
            KioskOrder.NAME: (),
            KioskOrder.SITE: (_KIOSK.site,),
            KioskOrder.STATE: (rank_at(self.now),),
            KioskOrder.HEARD: (func.coalesce(heard_at, literal(_NEVER, heard_at.type)),),
            KioskOrder.SOFTWARE: (func.coalesce(_STATUS.software, ""),),
        }
        return (*first[self.order], BY_NAME, _KIOSK.id)


def lines_of(db: Connection, kiosks: Sequence[str], now: datetime) -> tuple[KioskSummary, ...]:
    """Of these kiosks, in their order."""
    if not kiosks:
        return ()
    tags: dict[str, list[str]] = {}
    found = select(KioskTagRow.kiosk, KioskTagRow.name).where(KioskTagRow.kiosk.in_(kiosks))
    for kiosk, tag in db.execute(found.order_by(KioskTagRow.name)):
        tags.setdefault(kiosk, []).append(tag)
    rows = db.execute(
        select(
            _KIOSK.id.label("kiosk"),
            NAME.label("name"),
            _KIOSK.site,
            state_at(now).label("state"),
            _STATUS.heard_at,
            _STATUS.software,
            _STATUS.trouble,
            _KIOSK.quarantined_at,
            _KIOSK.revoked_at,
        )
        .outerjoin(_STATUS, _STATUS.kiosk == _KIOSK.id)
        .where(_KIOSK.id.in_(kiosks))
    )
    lines = {
        row.kiosk: KioskSummary(
            row.kiosk,
            row.name,
            row.site,
            ListedState(row.state),
            row.heard_at,
            row.software,
            _check(row.trouble),
            row.quarantined_at,
            row.revoked_at,
            tuple(tags.get(row.kiosk, ())),
        )
        for row in rows
    }
    return tuple(lines[each] for each in kiosks if each in lines)


def _beyond(
    keys: Sequence[ColumnElement[Any]], cursor: Cursor, *, downwards: bool
) -> ColumnElement[bool]:
    """Rows that stand after those values, as both stores compare several columns at once."""
    row = tuple_(*keys)
    values = tuple_(
        *(literal(value, key.type) for value, key in zip(cursor.values, keys, strict=True))
    )
    return row < values if downwards else row > values


def _check(text: str | None) -> HealthCheck | None:
    try:
        return None if text is None else CHECK.read(text)
    except Malformed:
        return None  # of a later release that ran on this store
