"""Writing down what was done: in the same transaction as the act."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from sqlalchemy.orm import Session

from central.store.models import AuditRow

Act = Literal["open", "code", "send_code", "issue", "end"]


def record(db: Session, at: datetime, kiosk: str, visit: UUID, act: Act, outcome: str) -> None:
    db.add(AuditRow(at=at, kiosk=kiosk, visit=visit, act=act, outcome=outcome))
