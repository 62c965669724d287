"""How many requests wait, how many are late, and since when the oldest waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select, text
from sqlalchemy.orm import Session

from central.intake.delays import LateAt
from central.store.intake_models import IS_OPEN, RequestRow

COUNTED_DONE = 10_000
"""All that was ever closed is not counted for a page; so many tell that there are many."""
_IS_DONE = text("NOT (state <> 'done')")
"""Said so, it is no word for SQLite's index by state, which knows no agency."""


@dataclass(frozen=True, slots=True)
class RequestCounts:
    """``done``: at most COUNTED_DONE of them. ``oldest``: when what waits longest came in."""

    ready: int
    to_confirm: int
    done: int
    late: int
    oldest: datetime | None


def counts(db: Session, late: LateAt, sites: frozenset[str] | None = None) -> RequestCounts:
    """Of these agencies, or of all."""
    row = RequestRow
    here = () if sites is None else (row.site.in_(sites),)

    def number(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    # Not grouped: SQLite would then read all that was ever asked for in the order of the states.
    waiting = db.execute(
        select(
            number(row.state == "ready").label("ready"),
            number(row.state == "to_confirm").label("to_confirm"),
            number(late.clause).label("late"),
            func.min(row.received_at).label("oldest"),
        ).where(IS_OPEN, *here)
    ).one()
    done = select(row.id).where(_IS_DONE, *here).limit(COUNTED_DONE).subquery()
    return RequestCounts(
        ready=waiting.ready,
        to_confirm=waiting.to_confirm,
        done=db.scalar(select(func.count()).select_from(done)) or 0,
        late=waiting.late,
        oldest=waiting.oldest,
    )
