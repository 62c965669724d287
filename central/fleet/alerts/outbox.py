"""Messages that are to reach somebody: kept with the alert they tell of, until they have."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from central.store.fleet_models import AlertMessageRow

Channel = Literal["email", "webhook"]
FIRST_RETRY = timedelta(minutes=1)
LONGEST_RETRY = timedelta(hours=1)
MOST_TRIES = 30
"""A day, about: a mailbox that is away for longer, somebody has noticed."""
KEPT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AlertMessage:
    id: UUID
    channel: Channel
    address: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Delivered:
    pass


@dataclass(frozen=True, slots=True)
class NotDelivered:
    """``why``: a stable word; ``for_good``: trying again changes nothing."""

    why: str
    for_good: bool = False


MessageDelivery = Delivered | NotDelivered


def put(db: Session, messages: Sequence[AlertMessage], now: datetime) -> None:
    for message in messages:
        db.add(
            AlertMessageRow(
                id=message.id,
                channel=message.channel,
                address=message.address,
                subject=message.subject,
                body=message.body,
                made_at=now,
                tries=0,
                next_at=now,
            )
        )


def due(db: Session, now: datetime, at_most: int) -> Sequence[AlertMessage]:
    """The oldest first. While one is tried, nobody else tries it: that is put off at once, so that
    it comes again by itself where this process dies over it."""
    rows = db.scalars(
        select(AlertMessageRow)
        .where(AlertMessageRow.next_at <= now)
        .order_by(AlertMessageRow.made_at)
        .limit(at_most)
        .with_for_update(skip_locked=True)
    ).all()
    for row in rows:
        row.tries += 1
        row.next_at = now + retry_after(row.tries)
    return tuple(
        AlertMessage(row.id, _channel(row.channel), row.address, row.subject, row.body)
        for row in rows
    )


def settle(db: Session, message: UUID, delivery: MessageDelivery, now: datetime) -> bool:
    """Writes down what became of a message; whether it was given up."""
    row = db.get(AlertMessageRow, message, with_for_update=True)
    if row is None:
        return False
    match delivery:
        case Delivered():
            row.done_at, row.next_at, row.failed = now, None, None
            return False
        case NotDelivered(why, for_good):
            row.failed = why[:40]
            given_up = for_good or row.tries >= MOST_TRIES
            if given_up:
                row.done_at, row.next_at = now, None
            return given_up


def forget(db: Session, now: datetime) -> None:
    db.execute(delete(AlertMessageRow).where(AlertMessageRow.done_at < now - KEPT))


def retry_after(tries: int) -> timedelta:
    doubled: timedelta = FIRST_RETRY * 2 ** min(tries - 1, 10)
    return min(LONGEST_RETRY, doubled)


def _channel(word: str) -> Channel:
    return "email" if word == "email" else "webhook"
