"""Writing down what was done: in the same transaction as the act."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from central.store.database import insert_all
from central.store.models import AuditRow

Act = Literal["open", "code", "send_code", "issue", "end"]
ItemAct = Literal["request", "lost"]


def record(db: Session, at: datetime, kiosk: str, visit: UUID, act: Act, outcome: str) -> None:
    db.add(AuditRow(at=at, kiosk=kiosk, visit=visit, act=act, outcome=outcome))


@dataclass(frozen=True, slots=True)
class ItemDone:
    """What became of one item of a kiosk's queue."""

    action: UUID
    visit: UUID
    act: ItemAct
    outcome: str


def record_items(db: Session, at: datetime, kiosk: str, done: Iterable[ItemDone]) -> None:
    rows = [
        {
            "at": at,
            "kiosk": kiosk,
            "visit": each.visit,
            "act": each.act,
            "outcome": each.outcome,
            "action": each.action,
        }
        for each in done
    ]
    insert_all(db, AuditRow, rows)
