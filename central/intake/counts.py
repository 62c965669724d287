"""How many requests wait, how many are late, and since when the oldest waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from central.intake.delays import LateAt
from central.store.intake_models import IS_OPEN, RequestRow

COUNTED_DONE = 10_000
"""All that was ever closed is not counted for a page; so many tell that there are many."""


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
    waiting = db.execute(
        select(
            row.state,
            func.count().label("number"),
            func.sum(case((late.clause, 1), else_=0)).label("late"),
            func.min(row.received_at).label("oldest"),
        )
        .where(IS_OPEN, *here)
        .group_by(row.state)
    ).all()
    done = select(row.id).where(row.state == "done", *here).limit(COUNTED_DONE).subquery()
    by_state = {each.state: each.number for each in waiting}
    return RequestCounts(
        ready=by_state.get("ready", 0),
        to_confirm=by_state.get("to_confirm", 0),
        done=db.scalar(select(func.count()).select_from(done)) or 0,
        late=sum(int(each.late) for each in waiting),
        oldest=min((each.oldest for each in waiting), default=None),
    )
