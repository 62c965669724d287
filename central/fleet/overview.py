"""The fleet at a glance: how many kiosks are how, what is open, what was done today."""

import hashlib
import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, case, exists, func, select

from central.fleet.alert_list import URGENCY, alerts_that_go_on, alerts_within
from central.fleet.alerts.judging import Alert
from central.fleet.alerts.keeping import alert_of
from central.fleet.reach import Reach
from central.fleet.states import ListedState, state_at
from central.fleet.usage import LEAST_TOLD
from central.store.fleet_models import AlertRow, KioskStatusRow, KioskUsageRow
from central.store.intake_models import IS_OPEN, RequestItemRow, RequestRow
from central.store.models import KioskRow

SHOWN_ALERTS = 8
SHOWN_SITES = 12
_KIOSK, _STATUS, _ALERT = KioskRow, KioskStatusRow, AlertRow
_BY_VALUE = {each.value: each for each in ListedState}
_TO_SEE = tuple(
    each for each in ListedState if each not in (ListedState.OK, ListedState.NEVER_HEARD)
)


@dataclass(frozen=True, slots=True)
class SiteToSee:
    """A site where something is wrong. ``states``: of those of its ``kiosks`` where it is."""

    site: str
    kiosks: int
    states: Mapping[ListedState, int]


@dataclass(frozen=True, slots=True)
class OpenAlert:
    """``name``: of the kiosk; empty of an alert on a site."""

    id: int
    name: str
    alert: Alert
    acknowledged_by: str | None


@dataclass(frozen=True, slots=True)
class FleetOverview:
    """``sites``: the worst of the ``sites_to_see``. ``visits``: None where there were so few that
    they could be somebody's. ``oldest_request``: when the one came in that has waited longest for
    somebody at the caisse."""

    states: Mapping[ListedState, int]
    sites: tuple[SiteToSee, ...]
    sites_to_see: int
    out_of_paper: int
    quarantined: int
    alerts: tuple[OpenAlert, ...]
    alerts_open: int
    visits: int | None
    sheets: int
    oldest_request: datetime | None

    @property
    def kiosks(self) -> int:
        return sum(self.states.values())

    @property
    def revision(self) -> str:
        """Another one where anything of it is: the same in every process."""
        alerts = [(each.id, each.alert.trouble, each.acknowledged_by) for each in self.alerts]
        told = (
            sorted(self.states.items()),
            [(each.site, each.kiosks, sorted(each.states.items())) for each in self.sites],
            (
                self.sites_to_see,
                self.out_of_paper,
                self.quarantined,
                self.alerts_open,
                self.visits,
                self.sheets,
            ),
            [(number, what.state, what.reason, by) for number, what, by in alerts],
            str(self.oldest_request),
        )
        return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def overview(db: Connection, reach: Reach, now: datetime, today: date) -> FleetOverview:
    there = _by_state(db, reach, now)
    visits, sheets = _use(db, reach, today)
    alerts, alerts_open = _alerts(db, reach, now)
    return FleetOverview(
        states=there.states,
        sites=there.sites,
        sites_to_see=there.sites_to_see,
        out_of_paper=there.out_of_paper,
        quarantined=there.quarantined,
        alerts=alerts,
        alerts_open=alerts_open,
        visits=visits if visits >= LEAST_TOLD or not visits else None,
        sheets=sheets,
        oldest_request=_oldest_request(db, reach),
    )


@dataclass(frozen=True, slots=True)
class _CountedStates:
    """The first part of an overview."""

    states: Mapping[ListedState, int]
    sites: tuple[SiteToSee, ...]
    sites_to_see: int
    out_of_paper: int
    quarantined: int


def _by_state(db: Connection, reach: Reach, now: datetime) -> _CountedStates:
    """All of it from one way through the rows, which is what a large fleet takes its time for. The
    sites with the most that is wrong come first; of what is well, no row says where it is."""
    state = state_at(now)
    is_wrong = state.in_([each.value for each in _TO_SEE])
    site = case((is_wrong, _KIOSK.site), else_="").label("at")
    rows: Sequence[Any] = db.execute(
        _there(
            reach,
            site,
            state.label("state"),
            func.count(),
            func.sum(case((_STATUS.out_of_paper, 1), else_=0)),
            func.count(_KIOSK.quarantined_at),
        ).group_by(site, state)
    ).all()
    states = dict.fromkeys(ListedState, 0)
    by_site: dict[str, dict[ListedState, int]] = {}
    out_of_paper = quarantined = 0
    # Of a large fleet in trouble there are thousands: by position, which costs the least.
    for at, said, kiosks, paper, held in rows:
        one = _BY_VALUE[said]
        states[one] += kiosks
        out_of_paper += paper
        quarantined += held
        if one in _TO_SEE:
            by_site.setdefault(at, {})[one] = kiosks
    worst = heapq.nsmallest(SHOWN_SITES, by_site, key=lambda site: _rank(by_site[site], site))
    counts = _there(reach, _KIOSK.site, func.count()).where(_KIOSK.site.in_(worst))
    of_site = {row[0]: row[1] for row in db.execute(counts.group_by(_KIOSK.site))}
    return _CountedStates(
        states,
        tuple(SiteToSee(site, of_site.get(site, 0), by_site[site]) for site in worst),
        len(by_site),
        out_of_paper,
        quarantined,
    )


def _rank(states: Mapping[ListedState, int], site: str) -> tuple[Any, ...]:
    """Smaller where more is wrong, the worst state counting first."""
    return (*(-states.get(each, 0) for each in _TO_SEE), site)


def _there(reach: Reach, *columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(_KIOSK)
        .outerjoin(_STATUS, _STATUS.kiosk == _KIOSK.id)
        .where(_KIOSK.revoked_at.is_(None), reach.kiosks)
    )


def _use(db: Connection, reach: Reach, today: date) -> tuple[int, int]:
    usage = KioskUsageRow
    query = select(
        func.coalesce(func.sum(usage.visits), 0), func.coalesce(func.sum(usage.sheets), 0)
    ).where(usage.day == today)
    if not reach.everywhere:
        query = query.where(usage.kiosk.in_(select(_KIOSK.id).where(reach.kiosks)))
    visits, sheets = db.execute(query).one()
    return int(visits), int(sheets)


def _alerts(db: Connection, reach: Reach, now: datetime) -> tuple[tuple[OpenAlert, ...], int]:
    wanted: list[ColumnElement[bool]] = [
        _ALERT.opened_at.is_not(None),
        alerts_that_go_on(now),
        alerts_within(reach),
    ]
    number = db.scalar(select(func.count()).select_from(_ALERT).where(*wanted))
    rows: Sequence[Any] = db.execute(
        select(*_ALERT.__table__.columns)
        .where(*wanted)
        .order_by(URGENCY, _ALERT.opened_at.desc(), _ALERT.id.desc())
        .limit(SHOWN_ALERTS)
    ).all()
    named = select(_KIOSK.id, _KIOSK.name).where(_KIOSK.id.in_([row.kiosk for row in rows]))
    names = {kiosk: name for kiosk, name in db.execute(named) if name is not None}
    alerts = (
        OpenAlert(row.id, names.get(row.kiosk, row.kiosk), alert_of(row), row.acknowledged_by)
        for row in rows
    )
    return tuple(alerts), number or 0


def _oldest_request(db: Connection, reach: Reach) -> datetime | None:
    query = select(RequestRow.received_at).where(IS_OPEN)
    if not reach.everywhere:
        query = query.where(
            exists().where(
                RequestItemRow.request == RequestRow.id,
                RequestItemRow.kiosk.in_(select(_KIOSK.id).where(reach.kiosks)),
            )
        )
    return db.scalar(query.order_by(RequestRow.received_at).limit(1))
