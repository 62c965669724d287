"""What there is to say of something that is to be done to many kiosks, or was."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, and_, func, select

from central.fleet.bulk.actions import ACTIONS, BulkAction, GiveCommand, LeftOut
from central.fleet.bulk.choosing import seen_of
from central.fleet.kiosk_filter import NAME
from central.store.command_models import CommandStateRow
from central.store.list_models import BulkActionRow, BulkKioskRow
from central.store.models import KioskRow

SHOWN_NAMES, SHOWN_AGENCIES, SHOWN_LEFT_OUT = 20, 20, 5
_MEMBER, _KIOSK = BulkKioskRow, KioskRow
_HIT = _MEMBER.left_out == ""


@dataclass(frozen=True, slots=True)
class ChosenKiosk:
    id: str
    name: str
    site: str


@dataclass(frozen=True, slots=True)
class LeftOutKiosks:
    """``kiosks``: the first of so many."""

    reason: LeftOut
    number: int
    kiosks: Sequence[ChosenKiosk]


@dataclass(frozen=True, slots=True)
class BulkTold:
    """``agencies``: those with the most kiosks that are hit, of ``agencies_hit``; ``kiosks``: the
    first of ``hit``. ``done``: how many of them it is done to; ``commands``: what became of what
    they were given, by state; ``seen``: of ``choosing.seen_of``."""

    id: UUID
    action: BulkAction | None
    expires_at: datetime
    confirmed_at: datetime | None
    done_at: datetime | None
    chosen: int
    hit: int
    done: int
    agencies: Sequence[tuple[str, int]]
    agencies_hit: int
    kiosks: Sequence[ChosenKiosk]
    left_out: Sequence[LeftOutKiosks]
    commands: Mapping[str, int]
    seen: str

    @property
    def tag(self) -> str | None:
        """The one that is put on or taken off."""
        return None if isinstance(self.action, GiveCommand | None) else self.action.tag


def bulk_told(db: Connection, row: BulkActionRow) -> BulkTold:
    of_it = _MEMBER.bulk == row.id
    counted = db.execute(
        select(_MEMBER.left_out, func.count(), func.count(_MEMBER.done_at))
        .where(of_it)
        .group_by(_MEMBER.left_out)
    )
    numbers = {reason: (number, done) for reason, number, done in counted}
    hit, done = numbers.get("", (0, 0))
    by_site = (
        select(_KIOSK.site, func.count().label("number"), func.count().over().label("sites"))
        .join(_MEMBER, _MEMBER.kiosk == _KIOSK.id)
        .where(of_it, _HIT)
        .group_by(_KIOSK.site)
    )
    sites = db.execute(
        by_site.order_by(func.count().desc(), _KIOSK.site).limit(SHOWN_AGENCIES)
    ).all()
    names = select(_MEMBER.kiosk, NAME, _KIOSK.site).join(_KIOSK, _KIOSK.id == _MEMBER.kiosk)
    first = names.where(of_it, _HIT).order_by(_MEMBER.position).limit(SHOWN_NAMES)
    return BulkTold(
        row.id,
        None if row.action is None else ACTIONS.read(row.action),
        row.expires_at,
        row.confirmed_at,
        row.done_at,
        sum(number for number, _ in numbers.values()),
        hit,
        done,
        tuple((site, number) for site, number, _ in sites),
        sites[0].sites if sites else 0,
        tuple(ChosenKiosk(*each) for each in db.execute(first)),
        tuple(_left_out(db, row.id, numbers)),
        {} if row.confirmed_at is None else _commands(db, row.id),
        seen_of(row, hit),
    )


def _left_out(
    db: Connection, bulk: UUID, numbers: Mapping[str, tuple[int, int]]
) -> Sequence[LeftOutKiosks]:
    found: list[LeftOutKiosks] = []
    for reason in LeftOut:
        if reason not in numbers:
            continue
        rows = db.execute(
            select(_MEMBER.kiosk, NAME, func.coalesce(_KIOSK.site, ""))
            .outerjoin(_KIOSK, _KIOSK.id == _MEMBER.kiosk)
            .where(_MEMBER.bulk == bulk, _MEMBER.left_out == reason.value)
            .order_by(_MEMBER.position)
            .limit(SHOWN_LEFT_OUT)
        )
        kiosks = tuple(ChosenKiosk(kiosk, name or kiosk, site) for kiosk, name, site in rows)
        found.append(LeftOutKiosks(reason, numbers[reason][0], kiosks))
    return found


def _commands(db: Connection, bulk: UUID) -> Mapping[str, int]:
    state = CommandStateRow
    given = and_(_MEMBER.command == state.command, _MEMBER.bulk == bulk)
    rows = db.execute(select(state.state, func.count()).join(_MEMBER, given).group_by(state.state))
    return {row[0]: row[1] for row in rows}
