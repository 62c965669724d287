"""The timeline as the store keeps it, read with the clock at hand."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, and_, delete, false, func, or_, select, update
from sqlalchemy.sql import ColumnElement

from kiosk.sync.db.schema import ACTIONS, BOOTS, COMMANDS, PRINTS
from kiosk.sync.db.timeline import Boot, Timeline
from shared_runtime.clock import BootClock
from wire.moments import YEARS

MOST_S = 1e9
"""Some thirty years: no machine runs longer, and no action waits longer."""


def stored(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def read(text: str) -> datetime:
    """What ``stored`` gave. Raises ValueError for text that is damaged."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in YEARS:
        raise ValueError("not a time that was stored")
    return moment


class Times:
    """Made at the start: a boot is noted once in it, and boots that nothing counts from go."""

    def __init__(self, connection: Connection, clock: BootClock) -> None:
        self._clock = clock
        self._boot = clock.boot()
        _forget_boots(connection)
        connection.execute(BOOTS.insert().prefix_with("OR IGNORE").values(boot=str(self._boot)))
        rows = connection.execute(select(BOOTS).order_by(BOOTS.c.position)).all()
        boots = {boot.id: boot for row in rows if (boot := _boot_of(row))}
        here = boots.pop(self._boot, Boot(self._boot))
        self._timeline = Timeline((*boots.values(), here))

    def now(self) -> datetime:
        return self._clock.now()

    @property
    def boot(self) -> UUID:
        return self._boot

    @property
    def met(self) -> bool:
        """Whether central's time was learned in this boot."""
        return self._timeline.current.began_at is not None

    def uptime(self) -> float:
        return self._clock.uptime()

    def due_in(self, seconds: float) -> dict[str, str | float]:
        """The columns that say when something is due."""
        return {"due_boot": str(self._boot), "due_s": self.uptime() + seconds}

    def age_s(self, boot: str, at_s: float) -> float:
        """What is certainly past since then; 0 when nothing is known."""
        reach = {str(each): reach_s for each, reach_s in self._reach().items()}
        return min(max(0.0, reach.get(boot, at_s) - at_s), MOST_S)

    def due(self, boot: ColumnElement[str], due_s: ColumnElement[float]) -> ColumnElement[bool]:
        """Holds for the rows whose time has come for certain."""
        return or_(
            false(),
            *(and_(boot == str(each), due_s <= reach) for each, reach in self._reach().items()),
        )

    def ahead(self, boot: ColumnElement[str], at_s: ColumnElement[float]) -> ColumnElement[bool]:
        """Holds for the rows whose time has not come, as far as anybody knows."""
        return or_(
            false(),
            *(and_(boot == str(each), at_s > reach) for each, reach in self._reach().items()),
        )

    def left_s(self, boot: str, at_s: float) -> float:
        """How long it is until then at most; 0 when that is past, or nothing is known."""
        reach = {str(each): reach_s for each, reach_s in self._reach().items()}
        return min(max(0.0, at_s - reach.get(boot, at_s)), MOST_S)

    def witnessed(self, server_time: datetime) -> Timeline | None:
        """The timeline with what central's time tells; None when that is nothing new, or no time
        of day that anybody has."""
        if server_time.year not in YEARS:
            return None
        seen = self._timeline.witnessed(server_time, self.uptime())
        return None if seen is self._timeline else seen

    def note(self, connection: Connection, seen: Timeline) -> None:
        here = seen.current
        assert here.began_at is not None
        connection.execute(
            update(BOOTS)
            .where(BOOTS.c.boot == str(here.id))
            .values(began_at=stored(here.began_at), met_at_s=here.met_at_s)
        )

    def adopt(self, seen: Timeline) -> None:
        """Once it is committed."""
        self._timeline = seen

    def _reach(self) -> Mapping[UUID, float]:
        return self._timeline.reach(self.uptime())


def _boot_of(row: Any) -> Boot | None:
    """None for a damaged row: what counts from that boot does not age."""
    try:
        began = None if row.began_at is None else read(row.began_at)
        met_at_s = row.met_at_s or 0.0
        return Boot(UUID(row.boot), began, met_at_s) if 0 <= met_at_s <= MOST_S else None
    except ValueError:
        return None


def _forget_boots(connection: Connection) -> None:
    """Those before the first that something still counts from, but for the last in which central
    was met."""
    waiting = select(COMMANDS.c.due_boot).where(COMMANDS.c.state == "accepted")
    counted = select(ACTIONS.c.due_boot).union(select(PRINTS.c.due_boot), waiting)
    first = select(func.min(BOOTS.c.position)).where(BOOTS.c.boot.in_(counted)).scalar_subquery()
    met = select(func.max(BOOTS.c.position)).where(BOOTS.c.began_at.is_not(None)).scalar_subquery()
    none_counted = select(func.max(BOOTS.c.position) + 1).scalar_subquery()
    connection.execute(
        delete(BOOTS)
        .where(BOOTS.c.position < func.coalesce(first, none_counted))
        .where(BOOTS.c.position < func.coalesce(met, 0))
    )
