"""The alerts as lists show them: what somebody sees of them, cut into pages by the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select, true

from central.fleet.alerts.keeping import KeptAlert, kept_alert
from central.fleet.alerts.silencing import silenced_until
from central.fleet.kiosk_filter import NAME
from central.fleet.reach import Reach
from central.store.fleet_models import AlertRow
from central.store.models import KioskRow
from wire.health import CheckState

_ALERT, _KIOSK = AlertRow, KioskRow


class AlertState(StrEnum):
    """``silenced``: goes on, taken up or not, and nobody is told for now; ``over``: also while all
    is well, and it may still come back."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    SILENCED = "silenced"
    OVER = "over"


_WORST_FIRST = (CheckState.FAILED, CheckState.UNKNOWN, CheckState.WARNING)
_RANKS = {state.value: rank for rank, state in enumerate(_WORST_FIRST)}
URGENCY: ColumnElement[int] = case(_RANKS, value=_ALERT.state, else_=len(_RANKS)) + case(
    (_ALERT.acknowledged_at.is_(None), 0), else_=len(_RANKS) + 1
)
"""The less, the sooner: what nobody has taken up first, and of that the worst."""
_GOES_ON = and_(_ALERT.ended_at.is_(None), _ALERT.well_since.is_(None))


def alerts_that_go_on(now: datetime) -> ColumnElement[bool]:
    """Those that somebody is to see to: without the silenced ones."""
    return and_(_GOES_ON, silenced_until(now).is_(None))


def _condition(state: AlertState | None, now: datetime) -> ColumnElement[bool]:
    match state:
        case None:
            return alerts_that_go_on(now)
        case AlertState.OPEN:
            return and_(alerts_that_go_on(now), _ALERT.acknowledged_at.is_(None))
        case AlertState.ACKNOWLEDGED:
            return and_(alerts_that_go_on(now), _ALERT.acknowledged_at.is_not(None))
        case AlertState.SILENCED:
            return and_(_GOES_ON, silenced_until(now).is_not(None))
        case AlertState.OVER:
            return or_(_ALERT.ended_at.is_not(None), _ALERT.well_since.is_not(None))


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """``state`` None: all that go on and are not silenced, as the overview counts them."""

    state: AlertState | None = None
    site: str = ""


@dataclass(frozen=True, slots=True)
class ListedAlert:
    """``name``: of the kiosk; empty of an alert on a site. ``operable``: whether who looks may
    acknowledge it there."""

    kept: KeptAlert
    name: str
    operable: bool
    silenced_until: datetime | None


@dataclass(frozen=True, slots=True)
class AlertPlace:
    """Where in the list an alert stood when it was shown: somebody may take it up meanwhile."""

    urgency: int
    number: int

    def __str__(self) -> str:
        return f"{self.urgency}.{self.number}"


@dataclass(frozen=True, slots=True)
class AlertPage:
    """``after``: where the next page begins, None where there is none."""

    lines: tuple[ListedAlert, ...]
    after: AlertPlace | None = None


@dataclass(frozen=True, slots=True)
class AlertList:
    """What somebody sees of the alerts, and at ``operates`` may do something about."""

    reach: Reach
    operates: Reach
    now: datetime
    wanted: AlertFilter = field(default_factory=AlertFilter)

    def counts(self, db: Connection) -> Mapping[AlertState, int]:
        """Of those that go on; what is over is years of them."""
        going = (AlertState.OPEN, AlertState.ACKNOWLEDGED, AlertState.SILENCED)
        return {each: self._count(db, replace(self.wanted, state=each)) for each in going}

    def page(self, db: Connection, before: AlertPlace | None, at_most: int) -> AlertPage:
        """The most urgent first, then the newest; of what is over, the newest first."""
        query = self._lines().add_columns(URGENCY.label("urgency"))
        query = query.where(*self._conditions(self.wanted))
        if self.wanted.state is AlertState.OVER:
            further: Any = None if before is None else _ALERT.id < before.number
            query = query.order_by(_ALERT.id.desc())
        else:
            further = None if before is None else _less_urgent(before)
            query = query.order_by(URGENCY, _ALERT.opened_at.desc(), _ALERT.id.desc())
        if further is not None:
            query = query.where(further)
        rows = db.execute(query.limit(at_most + 1)).all()
        lines = tuple(_line(row) for row in rows[:at_most])
        if len(rows) <= at_most:
            return AlertPage(lines)
        last = rows[at_most - 1]
        return AlertPage(lines, AlertPlace(last.urgency, last.id))

    def one(self, db: Connection, number: int) -> ListedAlert | None:
        row = db.execute(self._lines().where(_ALERT.id == number, *self._seen())).one_or_none()
        return None if row is None else _line(row)

    def _count(self, db: Connection, wanted: AlertFilter) -> int:
        there = self._conditions(wanted)
        return db.scalar(select(func.count()).select_from(_ALERT).where(*there)) or 0

    def _lines(self) -> Any:
        return select(
            *_ALERT.__table__.columns,
            func.coalesce(NAME, _ALERT.kiosk).label("kiosk_name"),
            alerts_within(self.operates).label("operable"),
            silenced_until(self.now).label("silenced_until"),
        ).outerjoin(_KIOSK, _KIOSK.id == _ALERT.kiosk)

    def _conditions(self, wanted: AlertFilter) -> list[ColumnElement[bool]]:
        state = _condition(wanted.state, self.now)
        site = [_ALERT.site == wanted.site] if wanted.site else []
        return [*self._seen(), state, *site]

    def _seen(self) -> list[ColumnElement[bool]]:
        return [_ALERT.opened_at.is_not(None), alerts_within(self.reach)]


def alerts_within(reach: Reach) -> ColumnElement[bool]:
    """True of the alerts on what is within it: kiosks as they stand now, and whole sites."""
    if reach.everywhere:
        return true()
    kiosks = select(_KIOSK.id).where(reach.kiosks)
    return or_(_ALERT.kiosk.in_(kiosks), and_(_ALERT.kiosk == "", _ALERT.site.in_(reach.sites)))


def _less_urgent(than: AlertPlace) -> ColumnElement[bool]:
    opened = select(_ALERT.opened_at).where(_ALERT.id == than.number).scalar_subquery()
    same_moment = and_(_ALERT.opened_at == opened, _ALERT.id < than.number)
    older = or_(_ALERT.opened_at < opened, same_moment)
    urgency = URGENCY
    return or_(urgency > than.urgency, and_(urgency == than.urgency, older))


def _line(row: Any) -> ListedAlert:
    silenced = row.silenced_until if row.ended_at is None else None
    return ListedAlert(kept_alert(row), row.kiosk_name, bool(row.operable), silenced)
