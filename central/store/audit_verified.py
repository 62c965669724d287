"""When somebody last read the chain through, and what they found, as the audit itself says it.

For a page that does not read it through. Whoever can write into the store can take that row out, or
the chain's end with it: what proves something is ``central audit verify`` with a noted head.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, assert_never

from sqlalchemy import Connection, select
from sqlalchemy.orm import Session

from central.store.audit import AuditTrail
from central.store.audit_models import OUTSIDE_VISITS, AuditHeadRow, AuditRow
from central.store.audit_reading import BrokenChain, Whole

_ABOUT_CHAIN = "audit:chain"
"""No kiosk's id: it has a colon."""
_WHOLE = "whole"


@dataclass(frozen=True, slots=True)
class ChainReading:
    """``is_whole``: up to the row of that ``place``; else what was wrong was there. ``since``: how
    many rows came after it, its own among them."""

    at: datetime
    account: str
    is_whole: bool
    place: int
    since: int


def record_verification(
    db: Session, audit: AuditTrail, account: str, found: Whole | BrokenChain
) -> None:
    audit.record_staff(db, account, "audit_verify", _outcome(found), kiosk=_ABOUT_CHAIN)


def last_verification(db: Connection) -> ChainReading | None:
    row: Any = db.execute(
        select(AuditRow.at, AuditRow.account, AuditRow.outcome)
        .where(AuditRow.kiosk == _ABOUT_CHAIN, OUTSIDE_VISITS)
        .order_by(AuditRow.id.desc())
        .limit(1)
    ).one_or_none()
    found, _, place = ("", "", "") if row is None else row.outcome.partition(":")
    if not place.isdecimal():
        return None
    head = db.scalar(select(AuditHeadRow.position)) or 0
    return ChainReading(
        row.at, row.account or "", found == _WHOLE, int(place), max(0, head - int(place))
    )


def _outcome(found: Whole | BrokenChain) -> str:
    match found:
        case Whole(position):
            return f"{_WHOLE}:{position}"
        case BrokenChain(fault, place):
            return f"{fault}:{place}"
        case _ as never:
            assert_never(never)
