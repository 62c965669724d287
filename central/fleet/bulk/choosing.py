"""Choosing kiosks of the list for something to be done to them. What is chosen stands in the store
from then on: what comes into the list later is not among it, and no address holds it."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Table, Uuid, delete, func, insert, literal, select, update
from sqlalchemy.orm import Session

from central.fleet.bulk.actions import (
    ACTIONS,
    BRING_CONTENT,
    MOST_THAT_BRING,
    BulkAction,
    GiveCommand,
    LeftOut,
    reason_at,
)
from central.fleet.kiosk_filter import BY_NAME
from central.fleet.kiosk_list import KioskList
from central.fleet.reach import Reach
from central.store.fleet_models import KioskStatusRow
from central.store.list_models import BulkActionRow, BulkKioskRow
from central.store.models import KioskRow

GOOD_FOR = timedelta(minutes=15)
"""After a choice, and again after what is to be done was said: the fleet goes on meanwhile."""
KEPT_FOR = timedelta(days=30)
_BULK, _MEMBER, _KIOSK = BulkActionRow, BulkKioskRow, KioskRow


class NotConfirmed(StrEnum):
    """Why nothing is done."""

    GONE = "gone"
    EXPIRED = "expired"
    NOBODY = "nobody"
    TOO_MANY = "too_many"
    NUMBER = "number"
    OTHER = "other"


def choose(
    db: Session, bulk: UUID, admin: str, listed: KioskList, only: Sequence[str] | None = None
) -> int:
    """All that the list finds, or ``only`` these of it; returns how many that are. Of one admin one
    choice at a time waits."""
    _sweep(db, admin, listed.now)
    db.add(_BULK(id=bulk, admin=admin, made_at=listed.now, expires_at=listed.now + GOOD_FOR))
    db.flush()
    order = (_KIOSK.site, BY_NAME, _KIOSK.id)
    position = func.row_number().over(order_by=order)
    found = listed.within(literal(bulk, Uuid), position, _KIOSK.id)
    if only is not None:
        found = found.where(_KIOSK.id.in_(only))
    assert isinstance(_MEMBER.__table__, Table)
    db.execute(insert(_MEMBER.__table__).from_select(["bulk", "position", "kiosk"], found))
    return db.scalar(select(func.count()).where(_MEMBER.bulk == bulk)) or 0


def own_bulk(db: Session, bulk: UUID, admin: str, *, locked: bool = False) -> BulkActionRow | None:
    """Nobody's but one's own is known."""
    row = db.get(_BULK, bulk, with_for_update=locked or None)
    return row if row is not None and row.admin == admin else None


def say_what(
    db: Session, row: BulkActionRow, action: BulkAction, reach: Reach, now: datetime
) -> None:
    """What is to be done to those that were chosen, and so to which of them it is not. ``reach``:
    where it may be done."""
    row.action = ACTIONS.write(action).decode()
    row.expires_at = now + GOOD_FOR
    reason = (
        select(reason_at(now, action, reach))
        .select_from(_KIOSK)
        .outerjoin(KioskStatusRow, KioskStatusRow.kiosk == _KIOSK.id)
        .where(_KIOSK.id == _MEMBER.kiosk)
        .scalar_subquery()
    )
    db.execute(
        update(_MEMBER)
        .where(_MEMBER.bulk == row.id)
        .values(left_out=func.coalesce(reason, LeftOut.REVOKED.value)),
        execution_options={"synchronize_session": False},
    )


def seen_of(row: BulkActionRow, hit: int) -> str:
    """What is going to be done to how many, as a page shows it: said otherwise in another window,
    it is another thing that a button here would confirm."""
    return hashlib.sha256(f"{row.action} {hit}".encode()).hexdigest()


def confirm(
    db: Session, row: BulkActionRow, now: datetime, seen: str, typed: int | None, asks_above: int
) -> NotConfirmed | None:
    """None where it is confirmed now, or was before. ``seen``: of the page; ``typed``: the number
    that whoever confirms has written, which is asked for above ``asks_above``."""
    if row.confirmed_at is not None:
        return None
    if row.action is None:
        return NotConfirmed.GONE
    if row.expires_at <= now:
        return NotConfirmed.EXPIRED
    hit = number_hit(db, row.id)
    action = ACTIONS.read(row.action)
    if seen != seen_of(row, hit):
        return NotConfirmed.OTHER
    if not hit:
        return NotConfirmed.NOBODY
    if is_too_many(action, hit):
        return NotConfirmed.TOO_MANY
    if hit > asks_above and typed != hit:
        return NotConfirmed.NUMBER
    row.confirmed_at = now
    return None


def number_hit(db: Session, bulk: UUID) -> int:
    found = select(func.count()).where(_MEMBER.bulk == bulk, _MEMBER.left_out == "")
    return db.scalar(found) or 0


def is_too_many(action: BulkAction, hit: int) -> bool:
    brings = isinstance(action, GiveCommand) and action.order.verb in BRING_CONTENT
    return brings and hit > MOST_THAT_BRING


def _sweep(db: Session, admin: str, now: datetime) -> None:
    over = (_BULK.admin == admin) | (_BULK.expires_at <= now)
    old = select(_BULK.id).where(
        (_BULK.confirmed_at.is_(None) & over) | (_BULK.confirmed_at <= now - KEPT_FOR)
    )
    gone = db.scalars(old).all()
    db.execute(delete(_MEMBER).where(_MEMBER.bulk.in_(gone)))
    db.execute(delete(_BULK).where(_BULK.id.in_(gone)))


def done_to(db: Session, bulk: UUID) -> Sequence[str]:
    """The kiosks that something was done to, so far."""
    done = (_MEMBER.bulk == bulk, _MEMBER.done_at.is_not(None), _MEMBER.left_out == "")
    return db.scalars(select(_MEMBER.kiosk).where(*done).order_by(_MEMBER.position)).all()
